import json, sys, urllib.request

body = json.dumps({"job_id": "j1", "prompt": "a haiku"}).encode()
headers = {"Content-Type": "application/json", "x-scenario": sys.argv[2]}
request = urllib.request.Request(sys.argv[1] + "/execute", body, headers)
text, event = "", ""
with urllib.request.urlopen(request, timeout=20) as stream:
    for line in stream:
        line = line.decode().rstrip("\n")
        if line.startswith("event: "):
            event = line[7:]
        elif line.startswith("data: ") and event == "token":
            text += json.loads(line[6:])["t"]
print("answer:", text)
