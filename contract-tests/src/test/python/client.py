"""A client by the WHATWG text, or with one fault: client.py FAULT URL. FAULT is none for a right one."""
import codecs, http.client, json, sys, urllib.parse

fault, url = sys.argv[1], sys.argv[2]
IDLE = 7


def tell(**line):
    print(json.dumps(line), flush=True)


def numbers_as_doubles(data):
    try:
        return json.dumps(json.loads(data, parse_int=lambda text: int(float(text))), separators=(",", ":"), ensure_ascii=False)
    except ValueError:
        return data


class Ended(Exception):
    pass


class Parser:
    def __init__(self):
        errors = "replace"
        self.decoder = codecs.getincrementaldecoder("utf-8")(errors)
        self.start, self.after_cr, self.line, self.event, self.data, self.ids = True, False, [], "", [], False

    def feed(self, chunk):
        text = chunk.decode("utf-8", "replace") if fault == "split-utf-8" else self.decoder.decode(chunk)
        for char in text:
            if self.start:
                self.start = False
                if char == "\ufeff" and fault != "keeps-bom":
                    continue
            if char == "\n" and self.after_cr:
                self.after_cr = False
                continue
            self.after_cr = char == "\r" and fault not in ("cr-and-lf", "glued-at-cr")
            ends = "\n" if fault == "glued-at-cr" else "\r\n"
            ends += "\u2028\u2029\u0085" if fault == "unicode-lines" else ""
            if char in ends:
                line, self.line = "".join(self.line), []
                self.end_of_line(line.rstrip("\r"))
            else:
                self.line.append(char)

    def end_of_line(self, line):
        if not line:
            self.dispatch()
            return
        name, _, value = line.partition(":")
        if name == "" and fault == "comment-delivered":
            tell(event="comment", data=value)
        value = value.strip() if fault == "trims-data" else value[1:] if value.startswith(" ") else value
        if name == "event":
            self.event = value
        elif name == "data":
            self.data.append(value)
        elif name == "id":
            self.ids = True

    def dispatch(self):
        event, data, ids = self.event or "message", self.data, self.ids
        self.data, self.ids = [], False
        if fault != "sticky-event":
            self.event = ""
        if not data or (ids and fault == "drops-ids"):
            return
        text = "\n".join(data)
        if fault == "doubles":
            text = numbers_as_doubles(text)
        if not (event == "end" and fault == "last-event-lost"):
            tell(event=event, data=text)
        if event == "end" and fault != "reads-on":
            raise Ended({"end": True})
        if event == "error" and fault != "error-ignored":
            raise Ended({"error": "worker's error"})


def job(body, may_retry):
    parser = Parser()
    address = urllib.parse.urlsplit(url)
    connection = http.client.HTTPConnection(address.hostname, address.port, timeout=IDLE)
    try:
        connection.request("POST", "/execute", body, {"Content-Type": "application/json"})
        response = connection.getresponse()
        if response.status != 200:
            return {"error": "refused"}
        if not response.getheader("Content-Type", "").startswith("text/event-stream"):
            return {"error": "malformed"}
        if fault == "charset" and response.getheader("Content-Type") != "text/event-stream":
            return {"error": "malformed"}
        while True:
            chunk = response.read1(65536)
            if not chunk:
                break
            parser.feed(chunk)
        return {"end": True} if fault in ("reads-on", "eof-is-end", "error-ignored") else {"error": "ended without a terminal event"}
    except Ended as ended:
        return ended.args[0]
    except TimeoutError:
        return {"end": True} if fault == "timeout-is-end" else {"error": "timed out"}
    except (ConnectionError, http.client.HTTPException):
        if fault == "retries" and may_retry:
            return job(body, False)
        return {"end": True} if fault == "cut-is-end" else {"error": "reset"}


if fault == "crashes":
    sys.exit("an uncaught exception")
elif fault == "garbage":
    print("hello")
elif fault == "silent":
    pass
elif fault == "wrong-path":
    url += "/wrong"
    connection = http.client.HTTPConnection(urllib.parse.urlsplit(url).netloc)
    connection.request("POST", "/", sys.stdin.buffer.read())
    connection.getresponse()
    tell(error="refused")
else:
    tell(**job(sys.stdin.buffer.read(), True))
