//go:build linux

package faults_test

import (
	"bufio"
	"encoding/json"
	"os"
	"path/filepath"
	"sync"
	"testing"
	"time"
)

// entry is one line of a journal: what was asked for, or what was acknowledged.
type entry struct {
	At          int64  `json:"at"` // ns; of an acknowledgement: after the answer had come
	Acked       bool   `json:"acked"`
	Key         string `json:"key"`
	Act         string `json:"act"`
	Name        string `json:"name"` // of the deal, unique
	ID          string `json:"id,omitempty"`
	Version     int64  `json:"version,omitempty"`
	Status      string `json:"status,omitempty"`
	Temperature int64  `json:"temperature,omitempty"`
}

// journal is the drivers' own file of requests and acknowledged answers.
type journal struct {
	mu   sync.Mutex
	file *os.File
	path string
	err  error
}

func newJournal(t *testing.T) *journal {
	t.Helper()
	j := &journal{path: filepath.Join(t.TempDir(), "journal")}
	var err error
	j.file, err = os.Create(j.path)
	must(t, err)
	t.Cleanup(func() { _ = j.file.Close() })
	return j
}

func (j *journal) write(e entry) {
	e.At = time.Now().UnixNano()
	b, _ := json.Marshal(e)
	j.mu.Lock()
	defer j.mu.Unlock()
	if _, err := j.file.Write(append(b, '\n')); err != nil {
		j.err = err
	}
}

// read gives all entries in the order in which they were written.
func (j *journal) read(t *testing.T) (all []entry) {
	t.Helper()
	must(t, j.err)
	must(t, j.file.Sync())
	f, err := os.Open(j.path)
	must(t, err)
	defer func() { _ = f.Close() }()
	for lines := bufio.NewScanner(f); lines.Scan(); {
		var e entry
		must(t, json.Unmarshal(lines.Bytes(), &e))
		all = append(all, e)
	}
	return all
}

// acked counts the acknowledged writes.
func acked(all []entry) (n int) {
	for _, e := range all {
		if e.Acked {
			n++
		}
	}
	return n
}
