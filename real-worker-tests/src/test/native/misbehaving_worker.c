/*
 * A tiny worker that speaks the real command line, answers GET /health, and misbehaves as MISBEHAVE says (words, separated by
 * commas). It records every process that it creates in the file LEDGER as "pid start-ticks", so that a test can check whether any
 * of them still runs without trusting the harness under test.
 */
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <dlfcn.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static const char *argument(int argc, char **argv, const char *name, const char *otherwise) {
    for (int i = 1; i + 1 < argc; i++)
        if (!strcmp(argv[i], name)) return argv[i + 1];
    return otherwise;
}

static int does(const char *word) {
    const char *all = getenv("MISBEHAVE");
    const char *at = all ? strstr(all, word) : NULL;
    return at && (at == all || at[-1] == ',') && (at[strlen(word)] == 0 || at[strlen(word)] == ',');
}

/* Processes that a broken harness fails to end must not stay on the machine that runs the tests. */
#define SECONDS_MAX 180
#define HYDRA_SECONDS_MAX 60
#define FLOOD_BYTES_MAX (512L << 20)

static void write_down(void) {
    alarm(SECONDS_MAX);
    const char *ledger = getenv("LEDGER");
    if (!ledger) return;
    char stat[1024], line[64];
    int file = open("/proc/self/stat", O_RDONLY);
    ssize_t length = read(file, stat, sizeof stat - 1);
    close(file);
    stat[length > 0 ? length : 0] = 0;
    char *at = strrchr(stat, ')');
    unsigned long long start = 0;
    sscanf(at + 2, "%*c %*d %*d %*d %*d %*d %*u %*u %*u %*u %*u %*u %*u %*d %*d %*d %*d %*d %*d %llu", &start);
    snprintf(line, sizeof line, "%d %llu\n", (int)getpid(), start);
    file = open(ledger, O_WRONLY | O_APPEND | O_CREAT, 0644);
    if (write(file, line, strlen(line)) < 0) _exit(9);
    close(file);
}

static void live_on(void) {
    write_down();
    for (;;) pause();
}

/* Allocates 64 MiB of the first CUDA device through the driver; the driver frees them when the process has ended. */
static void use_device(void) {
    void *driver = dlopen("libcuda.so.1", RTLD_NOW), *context;
    int device;
    unsigned long long memory;
    if (!driver || ((int (*)(unsigned))dlsym(driver, "cuInit"))(0) || ((int (*)(int *, int))dlsym(driver, "cuDeviceGet"))(&device, 0) ||
        ((int (*)(void **, int))dlsym(driver, "cuDevicePrimaryCtxRetain"))(&context, device) ||
        ((int (*)(void *))dlsym(driver, "cuCtxSetCurrent"))(context) ||
        ((int (*)(unsigned long long *, size_t))dlsym(driver, "cuMemAlloc_v2"))(&memory, 64 << 20)) {
        fprintf(stderr, "worker: cannot use the device: %s\n", driver ? "a call failed" : dlerror());
        exit(1);
    }
}

/* Counts generations in the file LEDGER.beat: they come too fast for the ledger, and the count grows while any of them runs. */
static void beat(void) {
    static long generation;
    char name[4096];
    snprintf(name, sizeof name, "%s.beat", getenv("LEDGER") ? getenv("LEDGER") : "/dev/null");
    int file = open(name, O_WRONLY | O_CREAT, 0644);
    generation++;
    if (pwrite(file, &generation, sizeof generation, 0) < 0) _exit(9);
    close(file);
}

static void rest(long nanos) {
    struct timespec time = {0, nanos};
    nanosleep(&time, NULL);
}

static int detached(void) {
    if (fork() != 0) {
        wait(NULL);
        return 0;
    }
    setsid();
    if (fork() != 0) _exit(0);
    return 1;
}

/* Starts another process in another session every 0.2 ms. */
static void hydra(void) {
    for (time_t from = time(NULL); time(NULL) - from < HYDRA_SECONDS_MAX;) {
        if (fork() > 0) _exit(0);
        setsid();
        beat();
        rest(200000);
    }
    _exit(0);
}

/* Two processes in separate sessions; each restarts the other. */
static void pair(void) {
    for (time_t from = time(NULL); time(NULL) - from < HYDRA_SECONDS_MAX;) {
        pid_t other = fork();
        if (other > 0) {
            while (waitpid(other, NULL, 0) < 0);
        } else if (other == 0) {
            setsid();
            for (pid_t parent = getppid(); getppid() == parent && time(NULL) - from < HYDRA_SECONDS_MAX; rest(100000)) beat();
        }
    }
    _exit(0);
}

static void make_children(void) {
    if (does("fork"))
        for (int i = 0; i < 3; i++)
            if (fork() == 0) live_on();
    void (*before)(int) = signal(SIGTERM, SIG_IGN);
    if (does("stubborn-child") && fork() == 0) live_on();
    if (does("double-fork") && fork() == 0) {
        setsid();
        if (fork() == 0) live_on();
        _exit(0);
    }
    if (does("fork-storm") && fork() == 0) {
        for (int generation = 0; generation < 10000; generation++) { /* each lives two milliseconds; the group stays the same */
            if (fork() > 0) _exit(0);
            usleep(2000);
        }
        _exit(0);
    }
    if (does("line-break-name") && detached()) {
        prctl(PR_SET_NAME, "a\nb");
        live_on();
    }
    if (does("stat-like-name") && detached()) {
        prctl(PR_SET_NAME, "a\nb) Z 1");
        live_on();
    }
    if (does("closed-hydra") && detached()) {
        close(0);
        close(1);
        close(2);
        hydra();
    }
    if (does("hydra") && detached()) hydra();
    if (does("pair") && detached()) pair();
    signal(SIGTERM, before);
    if (does("own-group") && fork() == 0) {
        setpgid(0, 0);
        live_on();
    }
    if (does("hide") && fork() == 0) { /* leaves the session and clears its environment, but keeps its parent */
        setsid();
        char *self[] = {(char *)"sleep", (char *)"180", NULL}, *nothing[] = {NULL};
        write_down();
        execve("/bin/sleep", self, nothing);
    }
}

static void flood(void) {
    char block[1 << 16];
    memset(block, 'x', sizeof block);
    block[sizeof block - 1] = '\n';
    for (long written = 0; written < FLOOD_BYTES_MAX; written += sizeof block)
        if (write(1, block, sizeof block) < 0) break;
    for (;;) pause();
}

static int listen_on(int port) {
    int one = 1, server = socket(AF_INET, SOCK_STREAM, 0);
    struct sockaddr_in address = {.sin_family = AF_INET, .sin_port = htons(port), .sin_addr.s_addr = INADDR_ANY};
    setsockopt(server, SOL_SOCKET, SO_REUSEADDR, &one, sizeof one);
    if (bind(server, (struct sockaddr *)&address, sizeof address) || listen(server, 16)) {
        perror("worker: bind");
        exit(1);
    }
    return server;
}

static void say(int client, const char *text) {
    if (write(client, text, strlen(text)) < 0) perror("write");
}

/* Reads one request with its body; text beyond the buffer is cut. */
static void receive(int client, char *request, size_t size) {
    size_t length = 0, wanted = size;
    while (length < wanted && length < size - 1) {
        ssize_t got = read(client, request + length, size - 1 - length);
        if (got <= 0) break;
        length += got;
        request[length] = 0;
        char *body = strstr(request, "\r\n\r\n"), *field = strcasestr(request, "\r\nContent-Length:");
        if (body) wanted = (body + 4 - request) + (field ? (size_t)atol(field + 17) : 0);
    }
    request[length] = 0;
}

static void answer(int client, const char *status, const char *body) {
    char head[256];
    snprintf(head, sizeof head, "HTTP/1.1 %s\r\nContent-Type: application/json\r\nContent-Length: %zu\r\nConnection: close\r\n\r\n",
             status, strlen(body));
    say(client, head);
    say(client, body);
}

/* Text that a terminal, Markdown or HTML would interpret, in the head and in the body. */
static void attack(int client) {
    static const char evil[] = "\033]0;owned\007\033[31m\302\233\342\200\256\342\200\250<script>alert(1)</script>|[x](http://e)";
    char head[1024];
    snprintf(head, sizeof head, "HTTP/1.1 200 OK\r\nContent-Type: text/html %s\r\nX-Evil: %s\r\nConnection: close\r\n\r\n{\"status\":\"%s\",\"a\":\"",
             evil, evil, evil);
    say(client, head);
    if (write(client, "\0\n", 2) < 0) perror("write");
    for (int i = 0; i < 1000; i++) say(client, evil);
}

static void stream(int client, const char *job_id) {
    char started[512];
    snprintf(started, sizeof started,
             "event: started\ndata: {\"job_id\":\"%s\",\"model\":\"tiny\",\"started_at\":\"2026-01-01T00:00:00Z\",\"seed\":7}\n\n", job_id);
    say(client, "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nCache-Control: no-cache\r\nConnection: close\r\n\r\n");
    say(client, started);
    say(client, "event: token\ndata: {\"t\":\"warp\",\"i\":0}\n\n");
    while (does("hold-stream")) pause();
    if (does("cut-stream")) return;
    say(client, "event: token\ndata: {\"t\":\" wakes\",\"i\":1}\n\n");
    say(client, "event: end\ndata: {\"tokens_out\":2,\"decode_time_ms\":0}\n\n");
}

static void serve(int server, const char *worker_id) {
    char health[512], request[65536], job_id[257];
    snprintf(health, sizeof health,
             "{\"status\":\"healthy\",\"resident\":true,\"quant_kind\":\"Q4_0\",\"vram_bytes_used\":0,\"tokenizer_kind\":\"gguf-bpe\","
             "\"vocab_size\":320,\"context_length\":512,\"%s\":\"%s\"}",
             does("no-id") ? "other" : "worker_id", does("wrong-id") ? "someone-else" : worker_id);
    if (does("short-health")) strcpy(health, "{\"status\":\"healthy\",\"vram_bytes\":1}");
    for (int asked = 1;; asked++) {
        int client = accept(server, NULL, NULL);
        if (client < 0 || does("mute")) continue;
        receive(client, request, sizeof request);
        char *id = strstr(request, "\"job_id\":\"");
        job_id[0] = 0;
        if (id) sscanf(id + 10, "%256[^\"]", job_id);
        if (does("hang-up-once-ready") && asked > 1)
            ; /* closed below, without an answer */
        else if (does("hostile") && asked > 1)
            attack(client);
        else if (!strncmp(request, "POST /execute", 13))
            stream(client, job_id);
        else if (!strncmp(request, "POST /cancel", 12)) {
            char cancelling[300];
            snprintf(cancelling, sizeof cancelling, "{\"status\":\"cancelling\",\"job_id\":\"%s\"}", job_id);
            answer(client, "202 Accepted", cancelling);
        } else
            answer(client, does("never-ready") ? "503 Service Unavailable" : "200 OK", health);
        shutdown(client, SHUT_WR);
        close(client);
        if (does("halt-once-ready")) raise(SIGSTOP);
        if (does("exit-in-the-middle") && asked == 2) _exit(7);
    }
}

int main(int argc, char **argv) {
    const char *worker_id = argument(argc, argv, "--worker-id", "");
    int port = atoi(argument(argc, argv, "--port", "0"));
    write_down();
    signal(SIGPIPE, SIG_IGN);
    if (does("ignore-term")) signal(SIGTERM, SIG_IGN);
    make_children();
    printf("{\"event\":\"startup\",\"port\":%d}\n", port);
    fflush(stdout);
    if (does("use-device")) use_device();
    if (does("die-at-once")) return 3;
    if (does("crash")) abort();
    if (does("close-output")) {
        close(0);
        close(1);
        close(2);
    }
    if (does("deaf")) live_on();
    int server = listen_on(port);
    if (does("flood") && fork() == 0) {
        write_down();
        flood();
    }
    serve(server, worker_id);
}
