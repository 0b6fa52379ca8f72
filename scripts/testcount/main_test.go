package main

import (
	"fmt"
	"strings"
	"testing"
)

func jsonLine(action, test, output string) string {
	return fmt.Sprintf(`{"Action":%q,"Package":"sente/internal/store","Test":%q,"Output":%q}`+"\n", action, test, output)
}

func TestRun(t *testing.T) {
	healthy := jsonLine("pass", "TestDeal/sqlite", "") + jsonLine("pass", "TestDeal/postgres", "") +
		jsonLine("pass", "TestDeal", "") + jsonLine("pass", "", "")
	for name, tc := range map[string]struct {
		more string
		code int
		want string
	}{
		"healthy":        {"", 0, "internal/store: sqlite 1, postgres 1"},
		"failed":         {jsonLine("output", "TestX", "x.go:1: bad\n") + jsonLine("fail", "TestX", ""), 1, "x.go:1: bad"},
		"one engine":     {jsonLine("pass", "TestTask/sqlite/due", ""), 1, "TestTask/*/due ran on sqlite only"},
		"skipped":        {jsonLine("output", "TestY", "y.go:2: no disk\n") + jsonLine("skip", "TestY", ""), 1, "y.go:2: no disk"},
		"package failed": {jsonLine("fail", "", ""), 1, "FAIL internal/store"},
		"does not build": {`{"ImportPath":"sente/x","Action":"build-output","Output":"x.go:3: undefined: y\n"}` + "\n" +
			`{"ImportPath":"sente/x","Action":"build-fail"}` + "\n", 1, "x.go:3: undefined: y"},
		"noise": {"warning: something\n", 0, "warning: something"},
	} {
		var out strings.Builder
		code := run(strings.NewReader(healthy+tc.more), &out, []string{"sente/internal/store"}, nil)
		if code != tc.code || !strings.Contains(out.String(), tc.want) {
			t.Errorf("%s: status %d, want %d; output should contain %q:\n%s", name, code, tc.code, tc.want, out.String())
		}
	}
}

func TestNothingRanIsAFailure(t *testing.T) {
	var out strings.Builder
	if run(strings.NewReader(""), &out, nil, nil) == 0 {
		t.Errorf("status 0 although no test ran:\n%s", out.String())
	}
}

func TestOneEngineMissing(t *testing.T) {
	var out strings.Builder
	in := jsonLine("pass", "TestDeal/sqlite", "")
	if code := run(strings.NewReader(in), &out, []string{"sente/internal/store"}, nil); code == 0 {
		t.Errorf("status 0 although PostgreSQL ran nothing:\n%s", out.String())
	}
	if code := run(strings.NewReader(in), &out, nil, nil); code != 0 {
		t.Errorf("status %d although no suite has to run on both:\n%s", code, out.String())
	}
}

func TestSkipWithAnExcuseIsNoFailure(t *testing.T) {
	var out strings.Builder
	in := jsonLine("pass", "TestDeal/sqlite", "") + jsonLine("pass", "TestDeal/postgres", "") +
		jsonLine("output", "TestY", "y.go:2: open ../shared/y: no such file\n") +
		jsonLine("skip", "TestY", "")
	if code := run(strings.NewReader(in), &out, []string{"sente/internal/store"}, []string{"other", "shared/"}); code != 0 {
		t.Errorf("got %d, want 0:\n%s", code, out.String())
	}
	if !strings.Contains(out.String(), "skipped") {
		t.Errorf("the skipped test is not named:\n%s", out.String())
	}
}
