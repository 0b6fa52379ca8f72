package main

import (
	"net"
	"time"

	"golang.org/x/sys/unix"
)

// letIn is how long those are let in who stand at the door when it is shut.
const letIn = 200 * time.Millisecond

// shutDoor lets no new connection begin and takes in those that have begun. To
// close a listener without it resets every connection that the system has
// accepted and the program has not: on a busy machine dozens. Who comes now is
// kept waiting by his own system for a second, and finds the next server or none.
func shutDoor(l net.Listener) {
	tcp, ok := l.(*net.TCPListener)
	if !ok {
		return
	}
	raw, err := tcp.SyscallConn()
	if err != nil {
		return
	}
	const flags, synAck, syn = 13, 0x12, 0x02 // of the TCP header
	drop := []unix.SockFilter{
		{Code: unix.BPF_LD | unix.BPF_B | unix.BPF_ABS, K: flags},
		{Code: unix.BPF_ALU | unix.BPF_AND | unix.BPF_K, K: synAck},
		{Code: unix.BPF_JMP | unix.BPF_JEQ | unix.BPF_K, K: syn, Jf: 1},
		{Code: unix.BPF_RET | unix.BPF_K, K: 0},
		{Code: unix.BPF_RET | unix.BPF_K, K: 1<<32 - 1},
	}
	_ = raw.Control(func(fd uintptr) {
		err = unix.SetsockoptSockFprog(int(fd), unix.SOL_SOCKET, unix.SO_ATTACH_FILTER,
			&unix.SockFprog{Len: uint16(len(drop)), Filter: &drop[0]})
	})
	if err == nil {
		time.Sleep(letIn)
	}
}
