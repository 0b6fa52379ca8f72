package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"testing"
	"time"
)

// TestDoorLetsInWhoHasCome: connections that the system has accepted, and the
// program not yet, get their answers when the server stops.
func TestDoorLetsInWhoHasCome(t *testing.T) {
	d, err := newDoor("127.0.0.1:0")
	must(t, err)
	var came []net.Conn
	for range 50 {
		c, err := net.Dial("tcp", d.Addr().String())
		must(t, err)
		defer func() { _ = c.Close() }()
		_, err = fmt.Fprint(c, "GET / HTTP/1.1\r\nHost: localhost\r\n\r\n")
		must(t, err)
		came = append(came, c)
	}
	server := &http.Server{ConnState: d.note, Handler: http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		w.WriteHeader(http.StatusNoContent)
	})}
	ended := make(chan error, 1)
	go func() { ended <- server.Serve(d) }()
	d.shut()
	must(t, server.Shutdown(context.Background()))
	for i, c := range came {
		must(t, c.SetReadDeadline(time.Now().Add(5*time.Second)))
		res, err := http.ReadResponse(bufio.NewReader(c), nil)
		if err != nil {
			t.Errorf("connection %d: %v", i, err)
			continue
		}
		_ = res.Body.Close()
	}
	if err := <-ended; err == nil {
		t.Error("the server goes on")
	}
	if _, err := net.Dial("tcp", d.Addr().String()); err == nil {
		t.Error("the door is open")
	}
	if err := errors.Join(d.Close(), d.Close()); err != nil {
		t.Error(err)
	}
}
