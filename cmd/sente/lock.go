package main

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"golang.org/x/sys/unix"
)

// lockName is the file in the data folder that the process which writes there
// holds locked.
const lockName = "sente.lock"

// errLocked is the refusal of a second writer.
var errLocked = errors.New("another sente works on this data folder: stop the server or use the wizard")

// takeFolder makes a data folder where there is none and takes it. The refusal
// names the setting when nothing can be written there.
func takeFolder(dir string) (*os.File, error) {
	err := os.MkdirAll(dir, 0o700)
	if err == nil {
		var lock *os.File
		if lock, err = lockFolder(dir); err == nil || errors.Is(err, errLocked) {
			return lock, err
		}
	}
	return nil, fmt.Errorf("--data: %s must be a folder that this user can write: %w", dir, err)
}

// lockFolder takes a data folder for this process until the file is closed or
// the process ends. It is errLocked while another process has it.
func lockFolder(dir string) (*os.File, error) {
	f, err := os.OpenFile(filepath.Join(dir, lockName), os.O_CREATE|os.O_RDWR, 0o600)
	if err != nil {
		return nil, err
	}
	err = unix.Flock(int(f.Fd()), unix.LOCK_EX|unix.LOCK_NB)
	switch {
	case errors.Is(err, unix.EWOULDBLOCK):
		return nil, errors.Join(fmt.Errorf("%s: %w", dir, errLocked), f.Close())
	case err != nil:
		return nil, errors.Join(fmt.Errorf("lock %s: %w", dir, err), f.Close())
	}
	return f, nil
}
