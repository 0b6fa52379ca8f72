package activity_test

import (
	"encoding/json"
	"strings"
	"testing"

	"sente/internal/sales/activity"
	"sente/internal/sales/event"
	"sente/internal/sales/record"
)

func row(s string) json.RawMessage {
	if s == "" {
		return nil
	}
	return json.RawMessage(s)
}

func change(kind record.Kind, id, about record.ID, before, after string) event.Change {
	return event.Change{Kind: kind, RowID: id, AboutID: about, Before: row(before), After: row(after)}
}

func told(t *testing.T, list []activity.Difference) string {
	t.Helper()
	var out []string
	for _, d := range list {
		out = append(out, strings.TrimRight(string(d.Kind)+" "+string(d.How)+" "+d.Field+" "+string(d.Before)+">"+string(d.After), " >"))
	}
	return strings.Join(out, "; ")
}

func TestDifferencesSayWhatPeopleChanged(t *testing.T) {
	for name, tc := range map[string]struct {
		change event.Change
		want   string
	}{
		"field":      {change("deal", 1, 0, `{"v":1,"name":"a","version":1}`, `{"v":1,"name":"b","version":2}`), `deal changed name "a">"b"`},
		"new field":  {change("deal", 1, 0, `{"v":1}`, `{"v":1,"lost_to":"x"}`), `deal changed lost_to >"x"`},
		"evidence":   {change("flag", 1, 0, `{"evidence":[],"status":"open"}`, `{"evidence":[1],"status":"accepted","hidden":true}`), `flag changed status "open">"accepted"`},
		"cleared":    {change("deal", 1, 0, `{"lost_to":"x"}`, `{}`), `deal changed lost_to "x"`},
		"money":      {change("deal", 1, 0, `{"amount_minor":100,"amount_currency":"CNY"}`, `{"amount_minor":250,"amount_currency":"CNY"}`), `deal changed amount {"amount":"1.00","currency":"CNY"}>{"amount":"2.50","currency":"CNY"}`},
		"added":      {change("note", 1, 0, "", `{"text":"hello"}`), `note added`},
		"removed":    {change("edge", 1, 0, `{"from_id":"1"}`, ""), `edge removed`},
		"trashed":    {change("deal", 1, 0, `{"name":"a"}`, `{"name":"a","deleted_at":"2026-01-01T00:00:00.000Z"}`), `deal trashed`},
		"restored":   {change("deal", 1, 0, `{"deleted_at":"2026-01-01T00:00:00.000Z"}`, `{}`), `deal restored`},
		"technical":  {change("deal", 1, 0, `{"flags_all":1,"sort_key":"a"}`, `{"flags_all":2,"sort_key":"b"}`), ``},
		"observed":   {change("observation", 1, 7, "", `{"field":"support","value":3}`), `observation added support >3`},
		"not a row":  {change("deal", 1, 0, `[]`, `{"name":"a"}`), `deal added`},
		"both sides": {change("deal", 1, 0, `{"a":1,"b":2}`, `{"b":3,"c":4}`), `deal changed a 1; deal changed b 2>3; deal changed c >4`},
	} {
		if got := told(t, activity.Differences(tc.change)); got != tc.want {
			t.Errorf("%s: got %q, want %q", name, got, tc.want)
		}
	}
}

func TestVeilKeepsHiddenCoaches(t *testing.T) {
	veil := activity.Veil{Gone: map[record.ID]bool{7: true}, Masked: map[record.ID]bool{8: true}, Blind: map[record.ID]bool{1: true},
		Costless: map[record.ID]bool{1: true}, Foreign: map[record.ID]bool{5: true}, Words: activity.Words{Limited: true, Authors: []record.ID{3}, Reader: 4}}
	onContact := event.Event{Kind: record.Contact, SubjectID: 6}
	renamed := change("contact", 6, 0, `{"name":"x"}`, `{"name":"y"}`)
	word := func(row string) []event.Change { return []event.Change{renamed, change("note", 2, 0, "", row)} }
	onDeal := event.Event{Kind: record.Deal, SubjectID: 1, DealID: 1}
	summary := change("deal", 1, 0, `{"win_prob":0.1,"flags_all":1}`, `{"win_prob":0.2,"flags_all":2}`)
	for name, tc := range map[string]struct {
		event   event.Event
		changes []event.Change
		shown   bool
		want    string
	}{
		"nobody hidden":      {onDeal, []event.Change{change("influence", 9, 9, "", `{"name":"x"}`)}, true, "influence added"},
		"about him":          {event.Event{Kind: record.Influence, SubjectID: 7}, []event.Change{change("influence", 7, 7, "", `{}`)}, false, ""},
		"named by the deal":  {onDeal, []event.Change{change("influence", 7, 7, "", `{}`), change("contact", 3, 0, "", `{"name":"x"}`)}, false, ""},
		"only follows":       {onDeal, []event.Change{change("observation", 2, 7, "", `{"field":"support"}`), summary}, false, ""},
		"others too":         {onDeal, []event.Change{change("influence", 7, 7, `{"place":1}`, `{"place":2}`), change("influence", 9, 9, `{"place":1}`, `{"place":2}`)}, true, "influence changed place 1>2"},
		"edge to him":        {onDeal, []event.Change{change("edge", 2, 0, "", `{"from_id":"9","to_id":"7"}`)}, false, ""},
		"edge beside him":    {onDeal, []event.Change{change("edge", 2, 0, "", `{"from_id":"9","to_id":"8"}`)}, true, "edge added"},
		"flag beside a move": {onDeal, []event.Change{change("deal", 1, 0, `{"stage":"S1"}`, `{"stage":"S2"}`), change("flag", 2, 7, "", `{"rule":"RF-01"}`)}, true, `deal changed stage "S1">"S2"`},
		"flag alone":         {onDeal, []event.Change{change("flag", 2, 7, "", `{"rule":"RF-01"}`)}, false, ""},
		"flag naming him":    {onDeal, []event.Change{change("flag", 2, 0, "", `{"rule":"RF-01","deal_id":"1","hidden":true}`)}, false, ""},
		"flag elsewhere":     {onDeal, []event.Change{change("flag", 2, 0, "", `{"rule":"RF-01","deal_id":"2","hidden":true}`)}, true, "flag added"},
		"task on his flag":   {onDeal, []event.Change{change("task", 2, 0, "", `{"title":"x","flag_subject":"7"}`)}, false, ""},
		"masked role":        {onDeal, []event.Change{change("influence", 8, 8, `{"roles":["TB"],"c1":true}`, `{"roles":["TB","CO"],"c1":false}`)}, false, ""},
		"masked, other role": {onDeal, []event.Change{change("influence", 8, 8, `{"roles":["TB"]}`, `{"roles":["EB","CO"]}`)}, true, `influence changed roles ["TB"]>["EB"]`},
		"a deal not his":     {onContact, []event.Change{renamed, change("deal", 5, 0, `{"grade":"B"}`, `{"grade":"A"}`)}, true, `contact changed name "x">"y"`},
		"a flag not his":     {onContact, []event.Change{renamed, change("flag", 2, 0, "", `{"deal_id":"5"}`)}, true, `contact changed name "x">"y"`},
		"a coach goes along": {onContact, []event.Change{renamed, change("influence", 7, 7, "", `{}`)}, true, `contact changed name "x">"y"`},
		"a note not his":     {onContact, word(`{"subject_kind":"contact","author_id":"9","text":"z"}`), true, `contact changed name "x">"y"`},
		"a task not his":     {onContact, []event.Change{renamed, change("task", 2, 0, "", `{"subject_kind":"contact","author_id":"9"}`)}, true, `contact changed name "x">"y"`},
		"told by him":        {onDeal, []event.Change{change("need", 2, 0, `{"text":"a","said_by_id":"9"}`, `{"text":"b","said_by_id":"7"}`)}, true, `need changed said_by_id "9"; need changed text "a">"b"`},
		"only told by him":   {onDeal, []event.Change{change("need", 2, 0, `{"text":"a"}`, `{"text":"a","said_by_id":"7"}`)}, false, ""},
		"a cost not his":     {onDeal, []event.Change{change("cost", 2, 0, "", `{"deal_id":"1"}`)}, false, ""},
		"a price not his":    {onDeal, []event.Change{change("booking", 2, 0, `{"deal_id":"1","briefed":true}`, `{"deal_id":"1","briefed":false,"cost_minor":5,"cost_currency":"CNY"}`)}, true, `booking changed briefed true>false`},
		"a fact names him":   {onDeal, []event.Change{change("strength", 2, 0, `{"deal_id":"1","linked":["9"]}`, `{"deal_id":"1","linked":["7","9"]}`), summary}, false, ""},
		"a fact, besides":    {onDeal, []event.Change{change("strength", 2, 0, `{"text":"a","linked":["7"]}`, `{"text":"b","linked":["9"]}`)}, true, `strength changed linked >["9"]; strength changed text "a">"b"`},
		"a rival's backer":   {onDeal, []event.Change{change("competitor", 2, 0, `{"backers":[{"person_id":"9"}]}`, `{"backers":[{"person_id":"7","since":"2026-01-01"}],"points":[{"text":"z","affects":["7"]}]}`)}, true, `competitor changed backers [{"person_id":"9"}]; competitor changed points >[{"affects":[],"text":"z"}]`},
		"one for him":        {onDeal, []event.Change{change("objection", 2, 0, `{"text":"a"}`, `{"text":"a","person_id":"7"}`)}, false, ""},
		"masked, seen":       {onDeal, []event.Change{change("observation", 2, 8, "", `{"field":"roles","value":["CO"]}`)}, false, ""},
	} {
		got, shown := veil.Show(tc.event, tc.changes)
		if shown != tc.shown || told(t, got) != tc.want {
			t.Errorf("%s: got %v %q, want %v %q", name, shown, told(t, got), tc.shown, tc.want)
		}
		if all, ok := (activity.Veil{}).Show(tc.event, tc.changes); !ok || (len(all) == 0) {
			t.Errorf("%s: without a veil got %v %q, want everything", name, ok, told(t, all))
		}
	}
}
