package main

import (
	"errors"
	"net"
	"os"
	"sync"
	"syscall"
	"time"

	"golang.org/x/sys/unix"
)

// The door is shut when nobody has come for letIn, after mostIn in any case.
const (
	letIn  = time.Millisecond
	mostIn = time.Second
)

// door is a listener that is shut when nobody stands there. To close one anywhen
// resets every connection that the system has accepted and the program has not:
// on a busy machine dozens, whose requests would look broken off in the middle.
type door struct {
	*net.TCPListener
	raw  syscall.RawConn
	end  func() error // closes, once
	gone chan struct{}
}

func newDoor(address string) (*door, error) {
	l, err := net.Listen("tcp", address)
	if err != nil {
		return nil, err
	}
	d := &door{TCPListener: l.(*net.TCPListener), gone: make(chan struct{})}
	d.end = sync.OnceValue(func() error {
		defer close(d.gone)
		return l.Close()
	})
	if d.raw, err = d.SyscallConn(); err != nil {
		return nil, errors.Join(err, l.Close())
	}
	return d, nil
}

// shut lets in those who have come, and closes the door behind them.
func (d *door) shut() {
	if d.SetDeadline(time.Now().Add(letIn)) != nil {
		return
	}
	select {
	case <-d.gone:
	case <-time.After(mostIn):
	}
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
