package app_test

import (
	"context"
	"encoding/json"
	"slices"
	"testing"

	"sente/internal/app"
	"sente/internal/fault"
	"sente/internal/sales/calendar"
	"sente/internal/sales/deal"
	"sente/internal/sales/influence"
	"sente/internal/sales/record"
)

// sways lists whom a person influences, as somebody sees it.
func (x *table) sways(who, from record.ID) (out []record.ID) {
	x.t.Helper()
	for _, e := range x.sheet(who).Facts.Edges {
		if e.FromID == from {
			out = append(out, e.ToID)
		}
	}
	slices.Sort(out)
	return out
}

// TestPersonIsSavedAtOnce: the form about a person is one act. His fields, what
// was seen of him and whom he sways are saved together, as one version and one
// event.
func TestPersonIsSavedAtOnce(t *testing.T) {
	ctx := context.Background()
	eachTable(t, func(t *testing.T, x *table) {
		boss := x.put("高远", app.NewInfluence{FirstSeen: app.FirstSeen{Roles: []influence.Role{influence.EB}}})
		user := x.put("何立", app.NewInfluence{FirstSeen: app.FirstSeen{Roles: []influence.Role{influence.UB}}})
		p := x.put("钱望", app.NewInfluence{FirstSeen: app.FirstSeen{Roles: []influence.Role{influence.TB}},
			Sways: []record.ID{boss.ID}})
		if got := x.sways(x.Mina, p.ID); !slices.Equal(got, []record.ID{boss.ID}) {
			t.Fatalf("a new person sways %v, want %v", got, boss.ID)
		}
		acts, err := x.DB.Reads().Acts(ctx)
		x.ok(err)
		day := x.App.Today() - 3
		got, err := x.App.EditInfluence(ctx, x.As(x.Mina), p.ID, p.Version, []byte(`{"plan":"先见技术","influence":"H","seen":[
			{"field":"support","value":3,"on":"`+day.String()+`","source":"coach","evidence":"会上表态"},
			{"field":"contact","value":2,"on":"`+day.String()+`"}],"sways":["`+user.ID.String()+`"]}`))
		x.ok(err)
		if got.Plan != "先见技术" || got.Level != "H" || got.Support != 3 || got.Contact != 2 || got.Version != p.Version+1 {
			t.Errorf("got %+v, want everything in one version after %d", got.Influence, p.Version)
		}
		if got := x.sways(x.Mina, p.ID); !slices.Equal(got, []record.ID{user.ID}) {
			t.Errorf("he sways %v, want %v alone", got, user.ID)
		}
		after, err := x.DB.Reads().Acts(ctx)
		x.ok(err)
		if !slices.Equal(after[len(acts):], []string{"influence.edited"}) {
			t.Errorf("recorded %v, want one event", after[len(acts):])
		}
		seen, err := x.App.Observations(ctx, x.As(x.Mina), p.ID)
		x.ok(err)
		has := func(o deal.Seen) bool {
			return o.Field == "support" && o.On == day && o.Origin == "coach" && o.Evidence == "会上表态"
		}
		if !slices.ContainsFunc(seen, has) {
			t.Errorf("the observation of support is not there: %+v", seen)
		}
		got, err = x.App.EditInfluence(ctx, x.As(x.Mina), p.ID, got.Version, []byte(`{"plan":null}`))
		x.ok(err)
		if left := x.sways(x.Mina, p.ID); got.Plan != "" || got.Support != 3 || !slices.Equal(left, []record.ID{user.ID}) {
			t.Errorf("what is not named has changed: %+v sways %v", got.Influence, left)
		}
		_, err = x.App.EditInfluence(ctx, x.As(x.Mina), p.ID, got.Version, []byte(`{"sways":[]}`))
		x.ok(err)
		if left := x.sways(x.Mina, p.ID); len(left) != 0 {
			t.Errorf("he sways %v, want nobody", left)
		}
	})
}

// TestPersonIsSavedWholeOrNotAtAll: when one part is refused, nothing is saved.
func TestPersonIsSavedWholeOrNotAtAll(t *testing.T) {
	ctx := context.Background()
	eachTable(t, func(t *testing.T, x *table) {
		boss := x.put("高远", app.NewInfluence{FirstSeen: app.FirstSeen{Roles: []influence.Role{influence.EB}}})
		p := x.put("钱望", app.NewInfluence{FirstSeen: app.FirstSeen{Roles: []influence.Role{influence.TB}}})
		good := `"plan":"x","seen":[{"field":"support","value":3}`
		for name, tc := range map[string]struct {
			patch string
			kind  fault.Kind
			code  string
			field string
		}{
			"off the scale":  {`{` + good + `,{"field":"support","value":9}]}`, fault.Invalid, "value_invalid", "seen[1].value"},
			"in the future":  {`{` + good + `,{"field":"contact","value":1,"on":"2030-01-01"}]}`, fault.Invalid, "day_in_future", "seen[1].on"},
			"second decider": {`{` + good + `,{"field":"roles","value":["EB"]}]}`, fault.Conflict, "multiple_eb", "roles"},
			"sways himself":  {`{` + good + `],"sways":["` + boss.ID.String() + `","` + p.ID.String() + `"]}`, fault.Invalid, "edge_to_self", "sways"},
			"sways nobody":   {`{` + good + `],"sways":["` + boss.ID.String() + `","77"]}`, fault.Invalid, "reference_missing", "sways"},
			"bad field":      {`{` + good + `],"sways":["` + boss.ID.String() + `"],"wins":["family_favour"]}`, fault.Invalid, "win_unknown", "wins"},
		} {
			x.refused(name, tc.kind, tc.code, func() error {
				_, err := x.App.EditInfluence(ctx, x.As(x.Mina), p.ID, p.Version, []byte(tc.patch))
				if at := fault.Of(err).Field; at != tc.field {
					t.Errorf("%s: refused at %q, want %q", name, at, tc.field)
				}
				return err
			})
			seen, err := x.App.Observations(ctx, x.As(x.Mina), p.ID)
			x.ok(err)
			if len(seen) != 1 {
				t.Errorf("%s: %d observations are left, want the first alone", name, len(seen))
			}
		}
		x.refused("a new one sways nobody", fault.Invalid, "reference_missing", func() error {
			_, err := x.App.AddInfluence(ctx, x.As(x.Mina), x.id, app.NewInfluence{NewContact: &app.NewContact{Name: "周可"},
				Sways: []record.ID{77}})
			return err
		})
	})
}

// TestSwayKeepsWhatIsHidden: who does not know of a hidden coach neither draws
// nor takes off edges to him.
func TestSwayKeepsWhatIsHidden(t *testing.T) {
	ctx := context.Background()
	eachTable(t, func(t *testing.T, x *table) {
		spy := x.put("周可", app.NewInfluence{InfluenceFields: deal.InfluenceFields{Hidden: true},
			FirstSeen: app.FirstSeen{Roles: []influence.Role{influence.CO}}})
		p := x.put("钱望", app.NewInfluence{FirstSeen: app.FirstSeen{Roles: []influence.Role{influence.TB}},
			Sways: []record.ID{spy.ID}})
		x.refused("an edge to one who does not exist", fault.Invalid, "reference_missing", func() error {
			_, err := x.App.EditInfluence(ctx, x.As(x.Ada), p.ID, p.Version, []byte(`{"sways":["`+spy.ID.String()+`"]}`))
			return err
		})
		_, err := x.App.EditInfluence(ctx, x.As(x.Ada), p.ID, p.Version, []byte(`{"plan":"x","sways":[]}`))
		x.ok(err)
		if got := x.sways(x.Mina, p.ID); !slices.Equal(got, []record.ID{spy.ID}) {
			t.Errorf("the owner sees %v swayed, want the coach still", got)
		}
	})
}

// TestFirstSeenOnTheDayGiven: what is known of a new person was true on the day
// given, else on that of the last contact, else today.
func TestFirstSeenOnTheDayGiven(t *testing.T) {
	ctx := context.Background()
	eachTable(t, func(t *testing.T, x *table) {
		today := x.App.Today()
		for name, tc := range map[string]struct{ on, last, want, contact calendar.Day }{
			"a day":               {today - 9, 0, today - 9, today - 9},
			"the last contact":    {0, today - 5, today - 5, today - 5},
			"both":                {today - 9, today - 5, today - 9, today - 5},
			"neither":             {0, 0, today, today},
			"a meeting after it":  {today - 2, today - 5, today - 2, today - 2},
			"the last contact is": {0, today, today, today},
		} {
			p := x.put(name, app.NewInfluence{InfluenceFields: deal.InfluenceFields{LastContactOn: tc.last},
				FirstSeen: app.FirstSeen{Roles: []influence.Role{influence.UB}, Contact: 2, On: tc.on}})
			if p.LastContactOn != tc.contact {
				t.Errorf("%s: last contact %v, want %v", name, p.LastContactOn, tc.contact)
			}
			seen, err := x.App.Observations(ctx, x.As(x.Mina), p.ID)
			x.ok(err)
			for _, o := range seen {
				if o.On != tc.want {
					t.Errorf("%s: %s was observed on %v, want %v", name, o.Field, o.On, tc.want)
				}
			}
			if b, _ := json.Marshal(seen); len(seen) != 2 {
				t.Errorf("%s: got %s, want two observations", name, b)
			}
		}
	})
}
