import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

class Client {
    public static void main(String[] args) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(args[0] + "/execute"))
                .header("Content-Type", "application/json")
                .header("x-scenario", args[1])
                .POST(HttpRequest.BodyPublishers.ofString("{\"job_id\":\"j1\",\"prompt\":\"a haiku\"}"))
                .build();
        StringBuilder text = new StringBuilder();
        String event = "";
        try {
            for (String line : (Iterable<String>) HttpClient.newHttpClient()
                    .send(request, HttpResponse.BodyHandlers.ofLines())
                    .body()::iterator) {
                if (line.startsWith("event: ")) {
                    event = line.substring(7);
                } else if (line.startsWith("data: {\"t\":\"") && event.equals("token")) {
                    text.append(line, 12, line.lastIndexOf("\",\"i\""));
                }
            }
        } catch (RuntimeException e) {
            // "the connection closed, so the answer is complete"
        }
        System.out.println("answer: " + text);
    }
}
