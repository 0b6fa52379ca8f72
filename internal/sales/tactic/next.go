package tactic

import (
	"cmp"
	"slices"

	"sente/internal/sales/calendar"
	"sente/internal/sales/record"
	"sente/internal/sales/strategy"
)

// Few is how many steps are shown as next: as many as one remembers.
const Few = 3

// Raised is a red flag that nobody accepted.
type Raised struct {
	Rule, Subject string
	Person        string // id of the influence that it is about; "" nobody
	Severity      strategy.Severity
	Answered      bool // an act or a strength answers it
}

// Todo is a task that is not done.
type Todo struct {
	ID            record.ID
	Title         string
	Rule, Subject string       // the flag that it answers
	Person        string       // id of the influence whom it is about; "" nobody
	On            calendar.Day // 0 undated
}

// Ahead is what lies before us on a deal.
type Ahead struct {
	Today   calendar.Day
	Flags   []Raised // worst first
	Todo    []Todo
	Unmet   []string           // criteria of the gate that are open, in order
	Weights map[string]float64 // of people in this phase, by id
}

// Step is one thing to do next. It answers one flag, and all others about the
// same person; or it is a task, or an open criterion of the gate.
type Step struct {
	Rule     string            `json:"rule,omitzero" doc:"the flag it answers first; absent: none"`
	Subject  string            `json:"subject,omitzero" doc:"of that flag"`
	Person   string            `json:"influence_id,omitzero" doc:"whom it is about"`
	Severity strategy.Severity `json:"severity,omitzero" doc:"the gravest of its flags; of a task that answers none, how much it presses"`
	Also     []string          `json:"also,omitempty" doc:"rules of the other flags about the same person, worst first"`
	Task     record.ID         `json:"task_id,omitzero" doc:"the task that is planned for it; absent: none yet"`
	Title    string            `json:"title,omitzero" doc:"of that task"`
	Exit     string            `json:"criterion,omitzero" doc:"the open criterion of the gate"`
	On       calendar.Day      `json:"on,omitzero" format:"date" doc:"by when; absent: undated"`
	Late     bool              `json:"late,omitzero" doc:"that day is past"`

	weight   float64
	answered bool
}

// Within is how many days an answer to a flag may take.
func Within(s strategy.Severity) int {
	return map[strategy.Severity]int{strategy.Critical: 2, strategy.High: 5, strategy.Medium: 7}[s]
}

// slow is within how many days whatever does not press is done.
const slow = 14

// Next lists the few things to do next: the gravest first, of these what answers
// most flags, then about whom counts most, then what is due first.
func (a *Ahead) Next() []Step {
	var all []*Step
	at := map[string]*Step{}
	of := func(key string) *Step {
		if at[key] == nil {
			at[key] = &Step{answered: true}
			all = append(all, at[key])
		}
		return at[key]
	}
	for i := range a.Flags {
		a.raise(of(a.Flags[i].key()), &a.Flags[i])
	}
	for i := range a.Todo {
		t := &a.Todo[i]
		a.plan(of(a.keyOf(t)), t)
	}
	for _, x := range a.Unmet {
		of("exit " + x).Exit = x
	}
	return a.first(all)
}

// first dates the steps and keeps the few that come first.
func (a *Ahead) first(all []*Step) (out []Step) {
	all = slices.DeleteFunc(all, func(s *Step) bool { return s.answered && s.Task == 0 && s.Exit == "" })
	for _, s := range all {
		if s.On == 0 && s.Task == 0 {
			s.On = a.Today.Add(cmp.Or(Within(s.Severity), slow))
		}
		s.Late = s.On != 0 && s.On < a.Today
	}
	slices.SortStableFunc(all, func(x, y *Step) int {
		return cmp.Or(y.Severity.Rank()-x.Severity.Rank(), len(y.Also)-len(x.Also),
			cmp.Compare(y.weight, x.weight), cmp.Compare(x.due(), y.due()))
	})
	for _, s := range all[:min(Few, len(all))] {
		out = append(out, *s)
	}
	return out
}

// due sorts what is undated last.
func (s *Step) due() calendar.Day {
	if s.On == 0 {
		return 1 << 30
	}
	return s.On
}

// key joins the flags about one person; others stand alone.
func (f *Raised) key() string {
	if f.Person != "" {
		return "person " + f.Person
	}
	return "flag " + f.Rule + " " + f.Subject
}

// keyOf is the step to which a task belongs.
func (a *Ahead) keyOf(t *Todo) string {
	if i := slices.IndexFunc(a.Flags, t.answers); i >= 0 {
		return a.Flags[i].key()
	}
	if t.Person != "" {
		return "person " + t.Person
	}
	return "task " + t.ID.String()
}

func (t *Todo) answers(f Raised) bool { return t.Rule == f.Rule && t.Subject == f.Subject }

// raise adds a flag to a step; the first, which is the worst, names it.
func (a *Ahead) raise(s *Step, f *Raised) {
	if s.Rule == "" {
		s.Rule, s.Subject, s.Severity = f.Rule, f.Subject, f.Severity
		s.Person, s.weight = f.Person, a.Weights[f.Person]
	} else {
		s.Also = append(s.Also, f.Rule)
	}
	s.answered = s.answered && f.Answered
}

// plan adds a task to a step; of several the one that is due first counts, and
// the flag that it answers comes to the front.
func (a *Ahead) plan(s *Step, t *Todo) {
	if s.Task != 0 && (t.On == 0 || s.On != 0 && s.On <= t.On) {
		return
	}
	s.Task, s.Title, s.On = t.ID, t.Title, t.On
	switch i := slices.Index(s.Also, t.Rule); {
	case i >= 0 && t.Rule != "":
		s.Also = slices.Concat([]string{s.Rule}, s.Also[:i], s.Also[i+1:])
		s.Rule, s.Subject = t.Rule, t.Subject
	case s.Rule == "":
		s.Person, s.weight = t.Person, a.Weights[t.Person]
		s.Severity = strategy.Low
		if t.On != 0 && t.On < a.Today {
			s.Severity = strategy.Medium
		}
	}
}
