package app

import (
	"context"
	"slices"
	"strconv"

	"sente/internal/fault"
	"sente/internal/sales/event"
	"sente/internal/sales/org"
	"sente/internal/sales/playbook"
	"sente/internal/sales/record"
	"sente/internal/store"
)

// owned are templates of the company's own, by their codes; one of the method is
// none of them.
type owned map[playbook.ModelCode]*playbook.Own

// ownOf reads the templates that deals of a list follow; it asks only when one of
// them is of the company's own.
func ownOf(ctx context.Context, r *store.Reads, items ...store.DealItem) (owned, error) {
	if !slices.ContainsFunc(items, func(d store.DealItem) bool { return d.Template.Owned() }) {
		return nil, nil
	}
	return r.OwnByCode(ctx)
}

// OwnUse is a template of the company's own with how many open deals follow it.
type OwnUse struct {
	playbook.Own
	Deals int `json:"deals" doc:"open ones that follow it"`
}

// OwnTemplates lists the templates of the company's own, for who keeps them.
func (a *App) OwnTemplates(ctx context.Context, who org.Actor) ([]OwnUse, error) {
	if err := holds(who, org.AdminSettings); err != nil {
		return nil, err
	}
	r := a.db.Reads()
	list, err := r.OwnTemplates(ctx)
	if err != nil {
		return nil, err
	}
	deals, err := r.Followers(ctx)
	out := make([]OwnUse, len(list))
	for i, o := range list {
		out[i] = OwnUse{o, deals[o.Code]}
	}
	return out, err
}

// ownVersionsListed is how many versions OwnVersions lists at most.
const ownVersionsListed = 100

// OwnVersions lists the versions of a template, the newest first.
func (a *App) OwnVersions(ctx context.Context, who org.Actor,
	code playbook.ModelCode) ([]playbook.Own, error) {
	if err := holds(who, org.AdminSettings); err != nil {
		return nil, err
	}
	list, err := a.db.Reads().OwnVersions(ctx, code, ownVersionsListed)
	if err == nil && len(list) == 0 {
		err = fault.New(fault.NotFound, "not_found")
	}
	return list, err
}

// TemplateCopy says of which template of the method a copy is made, and its name.
type TemplateCopy struct {
	Base playbook.ModelCode `json:"base" example:"T-001"`
	Name playbook.Wording   `json:"name"`
}

// CopyTemplate makes a template of the company's own of one of the method.
func (a *App) CopyTemplate(ctx context.Context, who org.Actor, c TemplateCopy) (playbook.Own, error) {
	if err := holds(who, org.AdminSettings); err != nil {
		return playbook.Own{}, err
	}
	out := playbook.Own{Number: 1, ByID: who.ID, Content: playbook.OwnContent{Base: c.Base, Name: c.Name}}
	if err := out.Content.Check(); err != nil {
		return out, err
	}
	err := a.db.Write(ctx, func(tx *store.Tx) error {
		list, err := tx.OwnTemplates(ctx)
		if err != nil {
			return err
		}
		out.Code = playbook.OwnCode(len(list) + 1)
		return a.addTemplate(ctx, tx, "template.added", &out)
	})
	return out, err
}

// SaveTemplate makes content the next version of a template; version is that which
// was changed. Deals that follow it are judged by it at once, and their flags by a
// job; gates that they passed stay passed.
func (a *App) SaveTemplate(ctx context.Context, who org.Actor, code playbook.ModelCode, version int64,
	content playbook.OwnContent) (playbook.Own, error) {
	if err := holds(who, org.AdminSettings); err != nil {
		return playbook.Own{}, err
	}
	out := playbook.Own{Code: code, ByID: who.ID, Content: content}
	err := a.db.Write(ctx, func(tx *store.Tx) error {
		before, err := tx.OwnTemplate(ctx, code)
		if err != nil {
			return err
		}
		if err := fresh(record.Meta{Version: before.Number}, version); err != nil {
			return err
		}
		out.Content.Base = before.Content.Base
		if err := out.Content.Check(); err != nil {
			return err
		}
		if out.Content.Same(&before.Content) {
			return fault.New(fault.Invalid, "template_same").At("content")
		}
		out.Number = before.Number + 1
		return a.addTemplate(ctx, tx, "template.saved", &out)
	})
	return out, err
}

// addTemplate writes a version of a template and tells of it; deals that follow it
// are evaluated anew.
func (a *App) addTemplate(ctx context.Context, tx *store.Tx, act string, o *playbook.Own) error {
	o.ID, o.RecordedAt = tx.NewID(), tx.Now()
	if err := store.Add(ctx, tx, o); err != nil {
		return err
	}
	if o.Number > 1 {
		if err := tx.Enqueue(ctx, RulesJob, o.Number, RulesJob); err != nil {
			return err
		}
	}
	name := o.Content.Name.Chinese
	if name == "" {
		name = o.Content.Name.English
	}
	return tx.Record(ctx, event.Event{ActorID: o.ByID, Act: act, Kind: record.OwnTemplate, SubjectID: o.ID,
		On: a.day(tx.Now()), Params: event.Params{"name": name, "code": string(o.Code),
			"number": strconv.FormatInt(o.Number, 10)}})
}
