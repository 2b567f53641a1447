use std::io::{BufRead, BufReader, Write};
use std::net::TcpStream;

fn main() {
    let args: Vec<String> = std::env::args().collect();
    let address = args[1].trim_start_matches("http://");
    let body = r#"{"job_id":"j1","prompt":"a haiku"}"#;
    let mut stream = TcpStream::connect(address).unwrap();
    write!(
        stream,
        "POST /execute HTTP/1.0\r\nHost: {address}\r\nContent-Type: application/json\r\nx-scenario: {}\r\nContent-Length: {}\r\n\r\n{body}",
        args[2],
        body.len()
    )
    .unwrap();
    let (mut text, mut event) = (String::new(), String::new());
    for line in BufReader::new(stream).lines().map_while(Result::ok) {
        if let Some(name) = line.strip_prefix("event: ") {
            event = name.to_string();
        } else if let Some(data) = line.strip_prefix("data: {\"t\":\"") {
            if event == "token" {
                text.push_str(data.split("\",\"i\"").next().unwrap());
            }
        }
    }
    println!("answer: {text}");
}
