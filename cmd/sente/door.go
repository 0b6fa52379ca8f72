package main

import (
	"errors"
	"net"
	"net/http"
	"os"
	"sync"
	"syscall"
	"time"

	"golang.org/x/sys/unix"
)

// The door is closed when nobody has come for letIn, and is shut when those who
// came have had settle to speak; each after mostIn in any case.
const (
	letIn  = time.Millisecond
	settle = 50 * time.Millisecond
	mostIn = time.Second
)

// door is a listener that is closed when nobody stands there. To close one anywhen
// resets every connection that the system has accepted and the program has not,
// and net/http drops every request that it reads after Shutdown: on a busy machine
// dozens, which would look broken off in the middle.
type door struct {
	*net.TCPListener
	raw  syscall.RawConn
	end  func() error // closes, once
	gone chan struct{}

	mu    sync.Mutex
	fresh map[net.Conn]bool // those who came and have not spoken yet
}

func newDoor(address string) (*door, error) {
	l, err := net.Listen("tcp", address)
	if err != nil {
		return nil, err
	}
	d := &door{TCPListener: l.(*net.TCPListener), gone: make(chan struct{}), fresh: map[net.Conn]bool{}}
	d.end = sync.OnceValue(func() error {
		defer close(d.gone)
		return l.Close()
	})
	if d.raw, err = d.SyscallConn(); err != nil {
		return nil, errors.Join(err, l.Close())
	}
	return d, nil
}

// shut lets in those who have come, closes the door behind them, and hears what
// they want.
func (d *door) shut() {
	if d.SetDeadline(time.Now().Add(letIn)) != nil {
		return
	}
	select {
	case <-d.gone:
	case <-time.After(mostIn):
	}
	for end := time.Now().Add(mostIn); d.silent() > 0 && time.Now().Before(end); {
		time.Sleep(letIn)
	}
	time.Sleep(settle)
}

// note is told of every connection of the server (http.Server.ConnState).
func (d *door) note(c net.Conn, s http.ConnState) {
	d.mu.Lock()
	defer d.mu.Unlock()
	if s == http.StateNew {
		d.fresh[c] = true
	} else {
		delete(d.fresh, c)
	}
}

// silent counts the connections that have brought no request yet.
func (d *door) silent() int {
	d.mu.Lock()
	defer d.mu.Unlock()
	return len(d.fresh)
}

// Accept takes in the next connection; the server has the last one in its books
// when it asks for another. A deadline means that the door is to be shut: it is
// closed here, where it is known that nobody waits.
func (d *door) Accept() (net.Conn, error) {
	for {
		c, err := d.TCPListener.Accept()
		if !errors.Is(err, os.ErrDeadlineExceeded) {
			return c, err
		}
		if d.waiting() {
			err = d.SetDeadline(time.Now().Add(letIn))
		} else {
			err = d.Close()
		}
		if err != nil {
			return nil, err
		}
	}
}

// Close closes the listener; the second time it does nothing.
func (d *door) Close() error { return d.end() }

// waiting reports whether a connection waits to be accepted.
func (d *door) waiting() bool {
	n := 0
	_ = d.raw.Control(func(fd uintptr) {
		n, _ = unix.Poll([]unix.PollFd{{Fd: int32(fd), Events: unix.POLLIN}}, 0)
	})
	return n > 0
}
