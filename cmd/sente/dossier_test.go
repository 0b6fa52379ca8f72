package main

import (
	"bytes"
	"errors"
	"testing"

	"sente/internal/fault"
)

func TestBringDossiers(t *testing.T) {
	for _, c := range []struct {
		name, file, out string
		fails           bool
	}{
		{"one over several lines", "{\n \"id\": \"good\"\n}\n", "1: good\n", false},
		{"one per line", "{\"id\":\"good\"}\n\n{\"id\":\"bad\"}\n{\"id\":\"good\"}", "1: good\n2: refused: enum at deal.stage\n3: good\n", true},
		{"nothing", "", "", false},
		{"no JSON", "name,amount\nx,1\n", "1: refused: enum at deal.stage\n", true},
	} {
		var out bytes.Buffer
		err := bringDossiers([]byte(c.file), &out, func(one []byte) (string, error) {
			if bytes.Contains(one, []byte("good")) {
				return "good", nil
			}
			return "", fault.New(fault.Invalid, "enum").At("deal.stage")
		})
		if out.String() != c.out || errors.Is(err, errRefused) != c.fails {
			t.Errorf("%s: %q, %v", c.name, out.String(), err)
		}
	}
}
