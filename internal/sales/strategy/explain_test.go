package strategy_test

import (
	"encoding/json"
	"os"
	"reflect"
	"slices"
	"testing"

	"sente/internal/sales/bargain"
	"sente/internal/sales/influence"
	"sente/internal/sales/limit"
	"sente/internal/sales/playbook"
	"sente/internal/sales/strategy"
)

func TestExplain(t *testing.T) {
	left := with("T", func(p *person) { p.LeftAt = ago(3) })
	for _, c := range []struct {
		change func(*dossier)
		flag   strategy.Flag
		want   []strategy.Fact
	}{
		{at(playbook.S3, without("E")), strategy.Flag{ID: "RF-01"},
			[]strategy.Fact{{Field: "stage", Value: "S3"}, {Field: "holders_eb", Value: "0"}}},
		{with("E", func(p *person) { p.Contact = 1 }), strategy.Flag{ID: "RF-03", Subject: "E"},
			[]strategy.Fact{{Field: "stage", Value: "S4"}, {Field: "contact", Subject: "E", Value: "1"}}},
		{with("C1", func(p *person) { p.Coach = influence.Coach{Credits: new(true), Credible: new(false)} }),
			strategy.Flag{ID: "RF-09", Subject: "C1"}, []strategy.Fact{
				{Field: "c1", Subject: "C1", Value: "yes"}, {Field: "c2", Subject: "C1", Value: "no"}, {Field: "c3", Subject: "C1"}}},
		{left, strategy.Flag{ID: "RF-23", Subject: "T"}, []strategy.Fact{
			{Field: "roles", Subject: "T", Value: "TB"}, {Field: "left_at", Subject: "T", Value: ago(3).String()}}},
		{func(d *dossier) { d.Deal.EBChangedAt = ago(1) }, strategy.Flag{ID: "RF-23", Subject: "EB"},
			[]strategy.Fact{{Field: "eb_changed_at", Value: ago(1).String()}}},
		{both(with("T", func(p *person) { p.LevelRank, p.Dept = 4, "C1" }),
			call(strategy.Call{At: ago(1), Who: []string{"U", "T"}, CoachAgreed: new(false)})),
			strategy.Flag{ID: "RF-10", Subject: ago(1).String()}, []strategy.Fact{
				{Field: "attendee", Subject: "T", Value: "4"}, {Field: "coach_agreed", Subject: ago(1).String(), Value: "no"}}},
		{event(strategy.LeaderChange, ago(2), false), strategy.Flag{ID: "RF-24", Subject: ago(2).String()},
			[]strategy.Fact{{Field: "account_event", Subject: ago(2).String(), Value: "leader_change"}}},
		{call(strategy.Call{At: ago(9), Who: []string{"Mr. Grey"}}), strategy.Flag{ID: "RF-26", Subject: "Mr. Grey"},
			[]strategy.Fact{{Field: "last_seen", Subject: "Mr. Grey", Value: ago(9).String()}}},
		{both(call(strategy.Call{At: today, Who: []string{"Mr. Grey"}}), both(call(strategy.Call{At: ago(-1),
			Who: []string{"Mr. Grey"}}), call(strategy.Call{At: ago(9), Who: []string{"Mr. Grey"}}))),
			strategy.Flag{ID: "RF-26", Subject: "Mr. Grey"},
			[]strategy.Fact{{Field: "last_seen", Subject: "Mr. Grey", Value: today.String()}}},
		{func(d *dossier) {}, strategy.Flag{ID: "RF-00"}, nil},
	} {
		d := healthy()
		c.change(d)
		if got := strategy.Explain(d, c.flag); !reflect.DeepEqual(got, c.want) {
			t.Errorf("%s: got %v, want %v", c.flag.ID, got, c.want)
		}
	}
}

// Every flag that the rules' rows raise is explained by facts that say something.
func TestEveryFlagIsExplained(t *testing.T) {
	said := map[strategy.Field]bool{}
	for _, row := range ruleRows() {
		d := healthy()
		row.change(d)
		for _, f := range strategy.Diagnose(d).Flags {
			facts := strategy.Explain(d, f)
			if len(facts) == 0 {
				t.Errorf("%s %q has no facts", f.ID, f.Subject)
			}
			for _, fact := range facts {
				said[fact.Field] = true
			}
		}
	}
	for _, f := range strategy.Fields() {
		if !said[f] {
			t.Errorf("the field %s never says anything", f)
		}
	}
	for _, line := range publishedLines(t) {
		d, err := strategy.ReadDossier(line)
		if err != nil {
			t.Fatal(err)
		}
		x := strategy.NewExplainer(strategy.Defaults(), &d)
		for _, f := range strategy.Diagnose(&d).Flags {
			if len(x.Flag(f)) == 0 {
				t.Errorf("%s: %s %q has no facts", d.ID, f.ID, f.Subject)
			}
		}
	}
}

func catalogue(t *testing.T, lang string) map[string]string {
	t.Helper()
	data, err := os.ReadFile("../../text/" + lang + ".json")
	if err != nil {
		t.Fatal(err)
	}
	var texts map[string]string
	if err := json.Unmarshal(data, &texts); err != nil {
		t.Fatal(err)
	}
	return texts
}

// Each rule, stage, criterion, fact and code of a closed list has its texts.
func TestTexts(t *testing.T) {
	for _, lang := range []string{"zh", "en"} {
		texts := catalogue(t, lang)
		for _, key := range textKeys() {
			if texts[key] == "" {
				t.Errorf("%s: no text %s", lang, key)
			}
		}
	}
}

func textKeys() []string {
	var keys []string
	for _, r := range strategy.Rules() {
		keys = append(keys, "rule."+r.ID+".title", "rule."+r.ID+".why", "rule."+r.ID+".do",
			"rule."+r.ID+".helps", "family."+r.Family)
	}
	keys = append(keys, methodKeys()...)
	for _, f := range strategy.Fields() {
		keys = append(keys, "fact."+string(f))
	}
	for _, s := range playbook.Template() {
		keys = append(keys, "stage."+string(s.Stage), "stage."+string(s.Stage)+".entry")
		for _, x := range playbook.Exits(s.Stage) {
			keys = append(keys, "criterion."+string(s.Stage)+"."+string(x))
		}
	}
	for _, r := range influence.EB.All() {
		keys = append(keys, "role."+string(r), "role."+string(r)+".asks")
	}
	keys = append(keys, codes("mode", influence.Growth.All())...)
	keys = append(keys, codes("influence", influence.High.All())...)
	keys = append(keys, codes("win", influence.Safety.All())...)
	keys = append(keys, codes("severity", strategy.High.All())...)
	keys = append(keys, codes("deal_status", strategy.Open.All())...)
	keys = append(keys, codes("flag_status", strategy.FlagOpen.All())...)
	keys = append(keys, codes("urgency", strategy.Doing.All())...)
	keys = append(keys, codes("competition", strategy.Sole.All())...)
	keys = append(keys, codes("home", strategy.OwnGround.All())...)
	keys = append(keys, codes("temperature", strategy.Panic.All())...)
	keys = append(keys, codes("buyer_stage", playbook.B1.All())...)
	keys = append(keys, codes("procurement", strategy.Direct.All())...)
	keys = append(keys, codes("entry_timing", strategy.BeforeNeed.All())...)
	keys = append(keys, codes("position", playbook.Closing.All())...)
	keys = append(keys, codes("account_event", strategy.Merger.All())...)
	return keys
}

// methodKeys are the texts of strengths, symptoms, bargaining, compliance and of
// the parts of numbers.
func methodKeys() (keys []string) {
	entry := func(prefix string, ids, parts []string) {
		for _, id := range ids {
			for _, part := range parts {
				keys = append(keys, prefix+"."+id+"."+part)
			}
		}
	}
	said := []string{"title", "why", "do"}
	entry("strength", strategy.Strengths(), []string{"title", "use"})
	entry("symptom", []string{"DX-1", "DX-2", "DX-3", "DX-4"}, said)
	entry("compliance", []string{"CP-01", "CP-02", "CP-04"}, said)
	var tuned []limit.Limit
	for _, r := range strategy.Defaults().Bargain {
		entry("bargain", []string{r.ID}, said)
		tuned = append(tuned, r.Limits...)
	}
	for _, r := range slices.Concat(strategy.Defaults().Flags, strategy.Defaults().Strengths) {
		tuned = append(tuned, r.Limits...)
	}
	for _, l := range tuned {
		keys = append(keys, "limit."+string(l.Name))
	}
	keys = append(keys, codes("bargain_level", bargain.Error.All())...)
	keys = append(keys, codes("symptom_state", strategy.Absent.All())...)
	keys = append(keys, codes("symptom_part", strategy.SymptomCodes())...)
	keys = append(keys, codes("companion_sign", strategy.CompanionSign("").All())...)
	keys = append(keys, codes("bid_decision", strategy.NoBid.All())...)
	keys = append(keys, codes("bid_condition", strategy.ScoreCondition.All())...)
	keys = append(keys, codes("coverage", strategy.CoverageChecks())...)
	keys = append(keys, codes("process_part", []string{"gate", "time"})...)
	keys = append(keys, codes("health", []string{"SUP", "COV", "QUA", "INF", "CMP", "PRC", "base", "penalty", "dhi"})...)
	keys = append(keys, codes("budget_status", strategy.BudgetNone.All())...)
	keys = append(keys, codes("approval", strategy.Approved.All())...)
	keys = append(keys, codes("commitment", strategy.NoCommitment.All())...)
	keys = append(keys, codes("trigger", strategy.ByPlan.All())...)
	return append(keys, codes("resource_kind", strategy.Partner.All())...)
}

func codes[T ~string](prefix string, list []T) []string {
	var keys []string
	for _, code := range list {
		keys = append(keys, prefix+"."+string(code))
	}
	return keys
}

// The two packages name the phases alike; a weight depends on it.
func TestPhasesAgree(t *testing.T) {
	if got, want := codes("", playbook.Early.All()), codes("", influence.Early.All()); !reflect.DeepEqual(got, want) {
		t.Errorf("%v, %v", got, want)
	}
}
