package strategy_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"os"
	"path/filepath"
	"reflect"
	"testing"

	"sente/internal/fault"
	"sente/internal/sales/account"
	"sente/internal/sales/bargain"
	"sente/internal/sales/strategy"
)

// The published examples of the interchange format stand beside the project.
const examplesDir = "../../../../shared/spec/examples"

func example(t testing.TB, name string) []byte {
	t.Helper()
	data, err := os.ReadFile(filepath.Join(examplesDir, name))
	if err != nil {
		t.Skipf("the published examples are not here: %v", err)
	}
	return data
}

func lines(data []byte) [][]byte {
	var out [][]byte
	for line := range bytes.Lines(data) {
		if len(bytes.TrimSpace(line)) > 0 {
			out = append(out, line)
		}
	}
	return out
}

func object(t *testing.T, data []byte) map[string]any {
	t.Helper()
	var m map[string]any
	if err := json.Unmarshal(data, &m); err != nil {
		t.Fatalf("%v in %s", err, data)
	}
	return m
}

// diagnosed reads and diagnoses a dossier, and gives the result's JSON.
func diagnosed(t *testing.T, input []byte) map[string]any {
	t.Helper()
	d, err := strategy.ReadDossier(input)
	if err != nil {
		t.Fatalf("refused: %v", err)
	}
	out, err := json.Marshal(strategy.Diagnose(&d))
	if err != nil {
		t.Fatal(err)
	}
	return object(t, out)
}

// publishedLines are the published dossiers; none when they are not here.
func publishedLines(t *testing.T) [][]byte {
	t.Helper()
	data, err := os.ReadFile(filepath.Join(examplesDir, "random-60.jsonl"))
	if err != nil {
		t.Logf("the published examples are not here: %v", err)
	}
	return lines(data)
}

func faultField(err error) string {
	var refusal *fault.Error
	if errors.As(err, &refusal) {
		return refusal.Field
	}
	return ""
}

// compare checks the whole result, member by member so that a difference is
// easy to see.
func compare(t *testing.T, want, got map[string]any) {
	t.Helper()
	for name, w := range want {
		if g, present := got[name]; !present || !reflect.DeepEqual(w, g) {
			t.Errorf("%s:\nwant %v\ngot  %v", name, w, g)
		}
	}
	if len(want) != len(got) || !reflect.DeepEqual(want, got) {
		t.Error("the results differ")
	}
}

func TestWorkedExample(t *testing.T) {
	input := example(t, "jiangzhou.json")
	compare(t, object(t, example(t, "jiangzhou.expected.json")), diagnosed(t, input))
}

func TestRandomExamples(t *testing.T) {
	inputs := lines(example(t, "random-60.jsonl"))
	wants := lines(example(t, "random-60.expected.jsonl"))
	if len(inputs) == 0 || len(inputs) != len(wants) {
		t.Fatalf("%d dossiers, %d results", len(inputs), len(wants))
	}
	for i := range inputs {
		compare(t, object(t, wants[i]), diagnosed(t, inputs[i]))
		if t.Failed() {
			t.Fatalf("line %d", i+1)
		}
	}
}

func TestInvalidExamples(t *testing.T) {
	inputs := lines(example(t, "invalid.jsonl"))
	wants := lines(example(t, "invalid.expected.jsonl"))
	if len(inputs) == 0 || len(inputs) != len(wants) {
		t.Fatalf("%d dossiers, %d results", len(inputs), len(wants))
	}
	for i := range inputs {
		want := object(t, wants[i])
		_, err := strategy.ReadDossier(inputs[i])
		var refusal *fault.Error
		if !errors.As(err, &refusal) {
			t.Errorf("%v: accepted", want["id"])
			continue
		}
		id, _ := strategy.ReadID(inputs[i])
		got := map[string]any{"id": id, "error": map[string]any{"code": refusal.Code, "path": refusal.Field}}
		if !reflect.DeepEqual(want, got) {
			t.Errorf("want %v\ngot  %v", want, got)
		}
	}
}

// subset checks that got has every member of want; lists must have equal length.
func subset(want, got any) bool {
	switch w := want.(type) {
	case map[string]any:
		g, ok := got.(map[string]any)
		for name := range w {
			ok = ok && subset(w[name], g[name])
		}
		return ok
	case []any:
		g, ok := got.([]any)
		ok = ok && len(g) == len(w)
		for i := 0; ok && i < len(w); i++ {
			ok = subset(w[i], g[i])
		}
		return ok
	}
	return reflect.DeepEqual(want, got)
}

func TestPartialExamples(t *testing.T) {
	var cases []struct {
		ID, Kind string
		Input    json.RawMessage
		Expected json.RawMessage
	}
	if err := json.Unmarshal(example(t, "subfixtures.json"), &cases); err != nil {
		t.Fatal(err)
	}
	checked := map[string]int{}
	for _, c := range cases {
		t.Run(c.ID, func(t *testing.T) {
			checked[c.Kind]++
			want := object(t, c.Expected)
			switch c.Kind {
			case "diagnose":
				partly(t, want, diagnosed(t, c.Input))
			case "concession_plan":
				compare(t, want, planned(t, c.Input))
			case "pareto":
				compare(t, want, classed(t, c.Input))
			default:
				t.Errorf("unknown kind %s", c.Kind)
			}
		})
	}
	if len(checked) != 3 {
		t.Errorf("checked %v", checked)
	}
}

// partly checks the members that are given, and the rules that must be raised or
// not.
func partly(t *testing.T, want, got map[string]any) {
	t.Helper()
	raised := map[any]bool{}
	for _, f := range got["flags"].([]any) {
		raised[f.(map[string]any)["id"]] = true
	}
	for name, w := range want {
		if name == "flags_include" || name == "flags_exclude" {
			for _, id := range w.([]any) {
				if raised[id] != (name == "flags_include") {
					t.Errorf("%s %v fails", name, id)
				}
			}
			continue
		}
		if !subset(w, got[name]) {
			t.Errorf("%s:\nwant %v\ngot  %v", name, w, got[name])
		}
	}
}

func planned(t *testing.T, input []byte) map[string]any {
	t.Helper()
	in := object(t, input)
	at := func(name string) float64 { return in[name].(float64) }
	p := bargain.PlanConcessions(at("our_open"), at("realistic"), int(at("rounds")), at("ratio"))
	steps := []any{}
	for _, s := range p.Steps {
		steps = append(steps, s)
	}
	return map[string]any{"room": p.Room, "steps": steps, "final_offer": p.FinalOffer}
}

func classed(t *testing.T, input []byte) map[string]any {
	t.Helper()
	var all []account.Sales
	for name, sum := range object(t, input) {
		all = append(all, account.Sales{Name: name, Sum: sum.(float64)})
	}
	out := map[string]any{}
	for name, class := range account.Classes(all) {
		out[name] = string(class)
	}
	return out
}

func BenchmarkDiagnose(b *testing.B) {
	var dossiers []strategy.Dossier
	for _, line := range lines(example(b, "random-60.jsonl")) {
		d, err := strategy.ReadDossier(line)
		if err != nil {
			b.Fatal(err)
		}
		dossiers = append(dossiers, d)
	}
	b.ReportAllocs()
	for i := 0; b.Loop(); i++ {
		strategy.Diagnose(&dossiers[i%len(dossiers)])
	}
}
