package app_test

import (
	"context"
	"slices"
	"testing"

	"sente/internal/app"
	"sente/internal/fault"
	"sente/internal/sales/calendar"
	"sente/internal/sales/org"
	"sente/internal/sales/record"
	"sente/internal/store"
)

func TestNotesOnADealAreSeenByAllWhoSeeIt(t *testing.T) {
	ctx := context.Background()
	eachDesk(t, func(t *testing.T, d *desk) {
		on := d.Deal.Ref()
		good(d.App.AddNote(ctx, d.As(d.Mina), on, "见了主任"))(t)
		good(d.App.AddNote(ctx, d.As(d.Pia), on, "方案已讲"))(t)
		for name, tc := range map[string]struct {
			who  record.ID
			want int
		}{
			"owner": {d.Mina, 2}, "member": {d.Pia, 2}, "his manager": {d.Mo, 2}, "director": {d.Dora, 2},
			"administrator": {d.Ada, 2}, "read-only": {d.Rob, 2},
		} {
			if l := good(d.App.Notes(ctx, d.As(tc.who), on, store.Page{}))(t); len(l.Items) != tc.want || l.Items[0].Text != "方案已讲" {
				t.Errorf("%s: got %v, want %d notes, the newest first", name, l.Items, tc.want)
			}
		}
		for _, who := range []record.ID{d.Rui, d.Nils, d.Tao} {
			_, err := d.App.Notes(ctx, d.As(who), on, store.Page{})
			d.Refused(err, fault.NotFound, "not_found")
			_, err = d.App.AddNote(ctx, d.As(who), on, "x")
			d.Refused(err, fault.NotFound, "not_found")
		}
		_, err := d.App.AddNote(ctx, d.As(d.Rob), on, "x")
		d.Refused(err, fault.Denied, "denied")
		_, err = d.App.AddNote(ctx, d.As(d.Mina), on, "  ")
		d.Refused(err, fault.Invalid, "text_missing")
		_, err = d.App.AddNote(ctx, d.As(d.Mina), record.Ref{Kind: record.Product, ID: 1}, "x")
		d.Refused(err, fault.Invalid, "subject_kind")
	})
}

func TestNotesOnAnAccountAreThoseOfItsOwnersAndOnesOwn(t *testing.T) {
	ctx := context.Background()
	eachDesk(t, func(t *testing.T, d *desk) {
		for _, on := range []record.Ref{{Kind: record.Account, ID: d.Harbor}, d.Wei.Ref()} {
			byOwner := good(d.App.AddNote(ctx, d.As(d.Mina), on, "年度预算已批"))(t)
			byMember := good(d.App.AddNote(ctx, d.As(d.Pia), on, "售前拜访"))(t)
			for name, tc := range map[string]struct {
				who  record.ID
				want []record.ID
			}{
				"owner":       {d.Mina, []record.ID{byMember.ID, byOwner.ID}},
				"his manager": {d.Mo, []record.ID{byMember.ID, byOwner.ID}},
				"read-only":   {d.Rob, []record.ID{byMember.ID, byOwner.ID}},
				"member":      {d.Pia, []record.ID{byMember.ID}},
			} {
				var got []record.ID
				for _, n := range good(d.App.Notes(ctx, d.As(tc.who), on, store.Page{}))(t).Items {
					got = append(got, n.ID)
				}
				if !slices.Equal(got, tc.want) {
					t.Errorf("%s on %s: got notes %v, want %v", name, on, got, tc.want)
				}
			}
			_, err := d.App.EditNote(ctx, d.As(d.Pia), byOwner.ID, 1, []byte(`{"text":"x"}`))
			d.Refused(err, fault.NotFound, "not_found")
		}
	})
}

func TestNoteIsChangedByItsAuthorAndWhoMayEditTheDeal(t *testing.T) {
	ctx := context.Background()
	eachDesk(t, func(t *testing.T, d *desk) {
		on := d.Deal.Ref()
		n := good(d.App.AddNote(ctx, d.As(d.Pia), on, "初稿"))(t)
		for _, who := range []record.ID{d.Rob} {
			_, err := d.App.EditNote(ctx, d.As(who), n.ID, 1, []byte(`{"text":"x"}`))
			d.Refused(err, fault.Denied, "denied")
		}
		other := good(d.App.AddNote(ctx, d.As(d.Mina), on, "米娜的"))(t)
		_, err := d.App.EditNote(ctx, d.As(d.Pia), other.ID, 1, []byte(`{"text":"x"}`))
		d.Refused(err, fault.Denied, "denied")
		_, err = d.App.EditNote(ctx, d.As(d.Pia), n.ID, 9, []byte(`{"text":"x"}`))
		d.Refused(err, fault.Stale, "stale")
		n = good(d.App.EditNote(ctx, d.As(d.Pia), n.ID, 1, []byte(`{"text":"定稿"}`)))(t)
		if n.Version != 2 || n.Text != "定稿" || !slices.Contains(n.May, "edit") {
			t.Errorf("got %+v", n)
		}
		d.Refused(d.App.RemoveNote(ctx, d.As(d.Tao), n.ID, 2), fault.NotFound, "not_found")
		if err := d.App.RemoveNote(ctx, d.As(d.Mo), n.ID, 2); err != nil {
			t.Fatal(err)
		}
		if l := good(d.App.Notes(ctx, d.As(d.Pia), on, store.Page{}))(t); len(l.Items) != 1 || len(l.Items[0].May) != 0 {
			t.Errorf("got %+v, want only the other's note, not to be changed", l.Items)
		}
		d.Refused(d.App.RemoveNote(ctx, d.As(d.Mo), n.ID, 3), fault.NotFound, "not_found")
	})
}

func TestNotesComeInPages(t *testing.T) {
	ctx := context.Background()
	eachDesk(t, func(t *testing.T, d *desk) {
		for range 5 {
			good(d.App.AddNote(ctx, d.As(d.Mina), d.Deal.Ref(), "x"))(t)
		}
		var got []record.ID
		page := store.Page{Limit: 2}
		for rounds := 0; rounds < 4; rounds++ {
			l := good(d.App.Notes(ctx, d.As(d.Mina), d.Deal.Ref(), page))(t)
			for _, n := range l.Items {
				got = append(got, n.ID)
			}
			if l.Total != 5 {
				t.Errorf("got total %d, want 5", l.Total)
			}
			if page.Cursor = l.Next; page.Cursor == "" {
				break
			}
		}
		down := slices.Clone(got)
		slices.Sort(down)
		slices.Reverse(down)
		if len(got) != 5 || !slices.Equal(got, down) || len(slices.Compact(down)) != 5 {
			t.Errorf("got %v, want 5 notes, each once, the newest first", got)
		}
	})
}

func TestTasksAcrossRecords(t *testing.T) {
	ctx := context.Background()
	eachDesk(t, func(t *testing.T, d *desk) {
		mina, pia := d.As(d.Mina), d.As(d.Pia)
		late := calendar.MustDay("2026-12-24")
		own := good(d.App.AddTask(ctx, mina, app.NewTask{Subject: d.Deal.Ref(), Title: "约决策者"}))(t)
		soon := good(d.App.AddTask(ctx, mina, app.NewTask{Subject: d.Deal.Ref(), Title: "演示", AssigneeID: d.Pia,
			DueOn: calendar.MustDay("2026-12-01")}))(t)
		onAccount := good(d.App.AddTask(ctx, pia, app.NewTask{Subject: d.Wei.Ref(), Title: "送资料", DueOn: late}))(t)
		if own.AssigneeID != d.Mina || own.SubjectName != d.Deal.Name || soon.AssigneeName != "皮雅" || onAccount.AccountID != d.Harbor {
			t.Errorf("got %+v, %+v, %+v", own, soon, onAccount)
		}
		titles := func(who org.Actor, q app.TaskQuery) (out []string) {
			for _, x := range good(d.App.Tasks(ctx, who, q))(t).Items {
				out = append(out, x.Title)
			}
			return out
		}
		deal, contact := d.Deal.Ref(), d.Wei.Ref()
		open := false
		for name, tc := range map[string]struct {
			who  org.Actor
			q    app.TaskQuery
			want []string
		}{
			"mine, the next due first": {pia, app.TaskQuery{Mine: true}, []string{"演示", "送资料"}},
			"of the deal":              {pia, app.TaskQuery{Subject: &deal}, []string{"演示", "约决策者"}},
			"due by":                   {pia, app.TaskQuery{Mine: true, DueBy: calendar.MustDay("2026-12-01")}, []string{"演示"}},
			"open ones":                {mina, app.TaskQuery{Mine: true, Done: &open}, []string{"约决策者"}},
			"contact, by his owner":    {mina, app.TaskQuery{Subject: &contact}, []string{"送资料"}},
			"nobody's":                 {d.As(d.Tao), app.TaskQuery{Mine: true}, nil},
		} {
			if got := titles(tc.who, tc.q); !slices.Equal(got, tc.want) {
				t.Errorf("%s: got %v, want %v", name, got, tc.want)
			}
		}
		_, err := d.App.Tasks(ctx, mina, app.TaskQuery{})
		d.Refused(err, fault.Invalid, "subject_missing")
		_, err = d.App.Tasks(ctx, d.As(d.Tao), app.TaskQuery{Subject: &deal})
		d.Refused(err, fault.NotFound, "not_found")
		// Whoever leaves the team of the deal no longer has its tasks.
		if err := d.App.RemoveMember(ctx, mina, d.Deal.ID, d.Pia); err != nil {
			t.Fatal(err)
		}
		if got := titles(pia, app.TaskQuery{Mine: true}); len(got) != 0 {
			t.Errorf("got %v, want no tasks on what he no longer sees", got)
		}
	})
}

func TestTaskIsGivenOnlyToWhoSeesItsSubject(t *testing.T) {
	ctx := context.Background()
	eachDesk(t, func(t *testing.T, d *desk) {
		for name, tc := range map[string]struct {
			who  record.ID
			to   record.ID
			kind fault.Kind
			code string
		}{
			"blind":     {d.Mina, d.Tao, fault.Invalid, "assignee_blind"},
			"inactive":  {d.Mina, d.Gone, fault.Invalid, "assignee_inactive"},
			"nobody":    {d.Mina, 4711, fault.Invalid, "reference_missing"},
			"read-only": {d.Rob, d.Mina, fault.Denied, "denied"},
			"outside":   {d.Tao, d.Tao, fault.NotFound, "not_found"},
		} {
			t.Log(name)
			_, err := d.App.AddTask(ctx, d.As(tc.who), app.NewTask{Subject: d.Deal.Ref(), Title: "x", AssigneeID: tc.to})
			d.Refused(err, tc.kind, tc.code)
		}
		x := good(d.App.AddTask(ctx, d.As(d.Mina), app.NewTask{Subject: d.Deal.Ref(), Title: "演示", AssigneeID: d.Pia}))(t)
		_, err := d.App.EditTask(ctx, d.As(d.Mina), x.ID, 1, []byte(`{"assignee_id":"`+d.Tao.String()+`"}`))
		d.Refused(err, fault.Invalid, "assignee_blind")
		_, err = d.App.EditTask(ctx, d.As(d.Rob), x.ID, 1, []byte(`{"done":true}`))
		d.Refused(err, fault.Denied, "denied")
		_, err = d.App.EditTask(ctx, d.As(d.Tao), x.ID, 1, []byte(`{"done":true}`))
		d.Refused(err, fault.NotFound, "not_found")
		done := good(d.App.EditTask(ctx, d.As(d.Pia), x.ID, 1, []byte(`{"done":true}`)))(t)
		if done.DoneAt == 0 || done.Version != 2 {
			t.Errorf("got %+v, want it done", done)
		}
		if again := good(d.App.EditTask(ctx, d.As(d.Pia), x.ID, 2, []byte(`{"done":false,"title":"演示二"}`)))(t); again.DoneAt != 0 || again.Title != "演示二" {
			t.Errorf("got %+v, want it open again", again)
		}
		if err := d.App.RemoveTask(ctx, d.As(d.Mo), x.ID, 3); err != nil {
			t.Fatal(err)
		}
	})
}

func TestTaskOnAHiddenFlagIsNotThereForOthers(t *testing.T) {
	ctx := context.Background()
	eachDesk(t, func(t *testing.T, d *desk) {
		var rule, subject string
		for _, f := range good(d.DB.Reads().OpenFlags(ctx, d.Deal.ID))(t) {
			if f.Hidden && f.InfluenceID == d.HanInfluence {
				rule, subject = f.Rule, f.Subject
			}
		}
		if rule == "" {
			t.Fatal("the desk is to have a rule that names its hidden coach")
		}
		good(d.App.AddTask(ctx, d.As(d.Mina), app.NewTask{Subject: d.Deal.Ref(), Title: "秘密", Rule: rule, FlagSubject: subject}))(t)
		deal := d.Deal.Ref()
		for name, who := range d.inTheKnow {
			if l := good(d.App.Tasks(ctx, d.As(who), app.TaskQuery{Subject: &deal}))(t); len(l.Items) != 1 {
				t.Errorf("%s: got %d tasks, want 1", name, len(l.Items))
			}
		}
		for name, who := range d.blind {
			if l := good(d.App.Tasks(ctx, d.As(who), app.TaskQuery{Subject: &deal}))(t); len(l.Items) != 0 || l.Total != 0 {
				t.Errorf("%s: got %d tasks, want none", name, len(l.Items))
			}
		}
	})
}
