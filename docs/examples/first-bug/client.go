package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"net/http"
	"os"
	"strings"
)

func main() {
	body := strings.NewReader(`{"job_id":"j1","prompt":"a haiku"}`)
	request, _ := http.NewRequest("POST", os.Args[1]+"/execute", body)
	request.Header.Set("Content-Type", "application/json")
	request.Header.Set("x-scenario", os.Args[2])
	response, err := http.DefaultClient.Do(request)
	if err != nil {
		panic(err)
	}
	text, event := "", ""
	lines := bufio.NewScanner(response.Body)
	for lines.Scan() {
		if name, ok := strings.CutPrefix(lines.Text(), "event: "); ok {
			event = name
		} else if data, ok := strings.CutPrefix(lines.Text(), "data: "); ok && event == "token" {
			var token struct{ T string }
			json.Unmarshal([]byte(data), &token)
			text += token.T
		}
	}
	fmt.Println("answer:", text)
}
