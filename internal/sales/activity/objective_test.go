package activity_test

import (
	"encoding/json"
	"testing"

	"sente/internal/sales/activity"
	"sente/internal/sales/event"
)

func TestObjectiveTurns(t *testing.T) {
	const empty = `{"sso_when":null,"name":"x"}`
	for name, c := range map[string]struct{ before, after, want string }{
		"made with it":   {"", `{"sso_who":"地铁","sso_when":"年底","name":"x"}`, `sso_when:→"年底" sso_who:→"地铁" `},
		"made without":   {"", empty, ""},
		"revenue":        {empty, `{"sso_revenue_minor":100,"sso_revenue_currency":"CNY"}`, `sso_revenue:→{"amount":"1.00","currency":"CNY"} `},
		"another":        {`{"sso_what":"A"}`, `{"sso_what":"B"}`, `sso_what:"A"→"B" `},
		"emptied":        {`{"sso_what":"A"}`, `{}`, `sso_what:"A"→ `},
		"something else": {`{"sso_what":"A","name":"x"}`, `{"sso_what":"A","name":"y"}`, ""},
		"gone":           {`{"sso_what":"A"}`, "", ""},
	} {
		row := func(s string) json.RawMessage {
			if s == "" {
				return nil
			}
			return json.RawMessage(s)
		}
		got := ""
		for _, d := range activity.ObjectiveTurns(event.Change{Kind: "deal", Before: row(c.before), After: row(c.after)}) {
			got += d.Field + ":" + string(d.Before) + "→" + string(d.After) + " "
		}
		if got != c.want {
			t.Errorf("%s: got %q, want %q", name, got, c.want)
		}
	}
}
