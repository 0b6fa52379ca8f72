package review_test

import (
	"reflect"
	"strings"
	"testing"

	"sente/internal/fault"
	"sente/internal/sales/calendar"
	"sente/internal/sales/deal"
	"sente/internal/sales/record"
	"sente/internal/sales/review"
	"sente/internal/sales/worksheet"
	"sente/internal/text"
)

var today = calendar.MustDay("2026-11-23")

func TestVerdictSaysEnough(t *testing.T) {
	for _, c := range []struct {
		name, code, field string
		v                 review.Verdict
	}{
		{"advance", "", "", review.Verdict{Decision: review.Advance}},
		{"advance, with a day", "", "", review.Verdict{Decision: review.Advance, NextOn: today.Add(1), Reason: " 条件齐了 "}},
		{"hold", "", "", review.Verdict{Decision: review.Hold, Reason: "等预算", NextOn: today.Add(review.NextDays)}},
		{"lower", "", "", review.Verdict{Decision: review.Lower, Reason: "推迟"}},
		{"give up", "", "", review.Verdict{Decision: review.GiveUp, Reason: "没有预算"}},
		{"nothing", "review_undecided", "decision", review.Verdict{Reason: "x"}},
		{"no such decision", "review_undecided", "decision", review.Verdict{Decision: "win", Reason: "x"}},
		{"hold without a reason", "reason_missing", "reason", review.Verdict{Decision: review.Hold, NextOn: today.Add(1)}},
		{"hold without a day", "review_until", "next_on", review.Verdict{Decision: review.Hold, Reason: "x"}},
		{"lower without a reason", "reason_missing", "reason", review.Verdict{Decision: review.Lower, Reason: "  "}},
		{"give up without a reason", "reason_missing", "reason", review.Verdict{Decision: review.GiveUp}},
		{"give up with a day", "review_no_next", "next_on", review.Verdict{Decision: review.GiveUp, Reason: "x", NextOn: today.Add(1)}},
		{"today", "review_next", "next_on", review.Verdict{Decision: review.Advance, NextOn: today}},
		{"too far", "review_next", "next_on", review.Verdict{Decision: review.Advance, NextOn: today.Add(review.NextDays + 1)}},
		{"too long", "too_long", "reason", review.Verdict{Decision: review.Advance, Reason: strings.Repeat("长", deal.ReasonLimit+1)}},
	} {
		err := fault.Of(c.v.Check(today))
		switch {
		case c.code == "" && err != nil:
			t.Errorf("%s: refused with %v", c.name, err)
		case c.code != "" && (err == nil || err.Code != c.code || err.Field != c.field):
			t.Errorf("%s: got %v, want %s at %s", c.name, err, c.code, c.field)
		}
	}
}

func TestClosedReviewStaysClosed(t *testing.T) {
	r := review.Review{Number: 3}
	if r.Open() != nil || r.Due(today) {
		t.Error("an open review is closed, or due")
	}
	r.Close(review.Verdict{Decision: review.Hold, Reason: "等", NextOn: today.Add(7)}, 4, 99)
	if err := fault.Of(r.Open()); err == nil || err.Code != "review_closed" || err.Kind != fault.Conflict {
		t.Errorf("closed: %v", err)
	}
	if r.Due(today.Add(6)) || !r.Due(today.Add(7)) || !r.Due(today.Add(8)) {
		t.Error("due from the day of the next review on, and not before")
	}
	turns := review.Turns([]review.Review{r, {Number: 4}})
	want := []deal.Turn{{At: 99, What: deal.TurnReviewed, Act: "hold", Reason: "等", Key: true}}
	if !reflect.DeepEqual(turns, want) {
		t.Errorf("marks: %+v", turns)
	}
}

// TestDecisionCallsForItsAct until the deal is moved.
func TestDecisionCallsForItsAct(t *testing.T) {
	for _, c := range []struct {
		name    string
		decided review.Decision
		moved   []calendar.Instant
		want    review.Decision
	}{
		{"advance", review.Advance, []calendar.Instant{50}, review.Advance},
		{"lower", review.Lower, nil, review.Lower},
		{"give up", review.GiveUp, nil, review.GiveUp},
		{"hold", review.Hold, nil, ""},
		{"moved since", review.Advance, []calendar.Instant{50, 101}, ""},
		{"open", "", nil, ""},
	} {
		r := review.Review{}
		if c.decided != "" {
			r.Close(review.Verdict{Decision: c.decided}, 7, 100)
		}
		var moves []deal.Move
		for _, at := range c.moved {
			moves = append(moves, deal.Move{RecordedAt: at})
		}
		if got := r.Calls(moves); got != c.want {
			t.Errorf("%s: calls for %q, not %q", c.name, got, c.want)
		}
	}
}

func TestChallengeEndsOnce(t *testing.T) {
	open := review.Challenge{Text: "谁说的？", RaisedByID: 1, State: review.Raised}
	answered := open
	if err := answered.Reply(" 总工 ", 2, 50); err != nil || answered.Answer != "总工" || answered.AnsweredByID != 2 ||
		answered.State != review.Answered || answered.EndedAt != 50 {
		t.Errorf("answered: %v %+v", err, answered)
	}
	for name, end := range map[string]func(*review.Challenge) error{
		"answer":   func(c *review.Challenge) error { return c.Reply("x", 3, 60) },
		"withdraw": func(c *review.Challenge) error { return c.Withdraw(60) },
	} {
		c := answered
		if err := fault.Of(end(&c)); err == nil || err.Code != "challenge_ended" || c != answered {
			t.Errorf("%s of an answered one: %v %+v", name, err, c)
		}
	}
	c := open
	if err := fault.Of(c.Reply(" ", 2, 50)); err == nil || err.Code != "reason_missing" || c != open {
		t.Errorf("empty answer: %v %+v", err, c)
	}
	if err := c.Withdraw(70); err != nil || c.State != review.Withdrawn || c.EndedAt != 70 || c.Answer != "" {
		t.Errorf("withdrawn: %v %+v", err, c)
	}
	for name, c := range map[string]review.Challenge{"question": {Question: 10, Text: "x"}, "text": {Question: 1}} {
		if err := fault.Of(c.Check()); err == nil || err.Field != name {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// flag is a raised flag; RF-01 belongs to question 3, RF-10 to 3 and 7, RF-71 to 8.
func flag(id record.ID, rule, severity, status string) deal.Flag {
	f := deal.Flag{Rule: rule, Severity: severity, Status: status}
	f.ID = id
	return f
}

func TestAgenda(t *testing.T) {
	nine := func(again ...worksheet.Number) (out []worksheet.Question) {
		for n := worksheet.Number(1); n <= worksheet.Numbers; n++ {
			q := worksheet.Question{Number: n, State: worksheet.Partly}
			for _, x := range again {
				if x == n {
					q.State = worksheet.Again
				}
			}
			out = append(out, q)
		}
		return out
	}
	over := deal.Ruling{Rule: "RF-71", Act: deal.FlagAccepted, UntilOn: today.Add(-1)}
	holds := over
	holds.UntilOn = today
	for _, c := range []struct {
		name   string
		matter review.Matter
		want   string // items: topic or number, then reasons and flags
	}{
		{"nothing", review.Matter{Questions: nine()}, "1 2 3 4 5 6 7 8 9"},
		{"again", review.Matter{Questions: nine(4)}, "4!again 1 2 3 5 6 7 8 9"},
		{"grave", review.Matter{Questions: nine(4), Flags: []deal.Flag{flag(1, "RF-01", "critical", "open"), flag(2, "RF-71", "high", "open")}},
			"3!critical:1#1 4!again 8!high:2#2 1 2 5 6 7 9"},
		{"one place", review.Matter{Questions: nine(), Flags: []deal.Flag{flag(1, "RF-10", "high", "open")}}, "3!high:1#1 1 2 4 5 6 7 8 9"},
		{"less grave", review.Matter{Questions: nine(), Flags: []deal.Flag{flag(1, "RF-71", "medium", "open")}}, "1 2 3 4 5 6 7 8#1 9"},
		{"being answered", review.Matter{Questions: nine(), Flags: []deal.Flag{flag(1, "RF-71", "high", "mitigating")}}, "1 2 3 4 5 6 7 8#1 9"},
		{"accepted", review.Matter{Questions: nine(), Flags: []deal.Flag{flag(1, "RF-71", "high", "accepted")}, Rulings: []deal.Ruling{holds}, On: today},
			"1 2 3 4 5 6 7 8 9"},
		{"over", review.Matter{Questions: nine(), Flags: []deal.Flag{flag(1, "RF-71", "low", "open")}, Rulings: []deal.Ruling{over}, On: today},
			"8!expired:1#1 1 2 3 4 5 6 7 9"},
		{"left", review.Matter{Questions: nine(9), Undone: []record.ID{7, 8}, Open: []record.ID{6}},
			"last!undone:7!undone:8!unanswered:6 9!again 1 2 3 4 5 6 7 8"},
		{"of no question", review.Matter{Questions: nine(1), Flags: []deal.Flag{flag(1, "RF-999", "low", "open")}}, "1!again 2 3 4 5 6 7 8 9 rest#1"},
		{"of no question, grave", review.Matter{Questions: nine(1), Flags: []deal.Flag{flag(1, "RF-999", "high", "open")}},
			"1!again rest!high:1#1 2 3 4 5 6 7 8 9"},
		{"a rule of the company", review.Matter{Questions: nine(), Flags: []deal.Flag{flag(1, "C-01", "low", "open")}}, "1 2#1 3 4 5 6 7 8 9"},
		{"closed meanwhile", review.Matter{}, ""},
	} {
		if got := said(review.Plan(c.matter)); got != c.want {
			t.Errorf("%s:\n got %s\nwant %s", c.name, got, c.want)
		}
	}
}

func said(items []review.Item) string {
	var out []string
	for _, x := range items {
		s := string(x.Topic)
		if x.Topic == review.Question {
			s = string(rune('0' + x.Question))
		}
		for _, r := range x.First {
			s += "!" + string(r.Why)
			if r.ID != 0 {
				s += ":" + r.ID.String()
			}
		}
		for _, id := range x.Flags {
			s += "#" + id.String()
		}
		out = append(out, s)
	}
	return strings.Join(out, " ")
}

func TestReviewHasItsTexts(t *testing.T) {
	for _, lang := range []string{text.Chinese, text.English} {
		c := text.In(lang)
		for _, d := range review.Advance.All() {
			if !c.Has("review_decision." + string(d)) {
				t.Errorf("%s: no text for %s", lang, d)
			}
		}
		for _, w := range review.Again.All() {
			if !c.Has("review_first." + string(w)) {
				t.Errorf("%s: no text for %s", lang, w)
			}
		}
	}
}
