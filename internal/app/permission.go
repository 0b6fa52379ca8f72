package app

import (
	"context"
	"maps"
	"slices"
	"strings"

	"sente/internal/fault"
	"sente/internal/sales/event"
	"sente/internal/sales/org"
	"sente/internal/sales/record"
	"sente/internal/store"
)

// GrantNew gives each permission that no role holds to the built-in roles that
// have it by default: a new version of Sente brings new permissions, and
// existing workspaces would have nobody to use them. Called at every start.
func (a *App) GrantNew(ctx context.Context) error {
	if a.SetupNeeded() {
		return nil
	}
	roles, err := a.db.Reads().Roles(ctx)
	if err != nil || len(unheld(roles)) == 0 {
		return err
	}
	err = a.db.Write(ctx, func(tx *store.Tx) error {
		roles, err := tx.Roles(ctx)
		if err != nil {
			return err
		}
		return grantNew(ctx, tx, roles)
	})
	if fault.Is(err, fault.Stale) {
		return nil // another node has just done it
	}
	return err
}

// unheld are the permissions that no role holds.
func unheld(roles []org.Role) []org.Permission {
	return slices.DeleteFunc(org.Permissions(), func(p org.Permission) bool {
		return slices.ContainsFunc(roles, func(r org.Role) bool { _, ok := r.Grants[p]; return ok })
	})
}

func grantNew(ctx context.Context, tx *store.Tx, roles []org.Role) error {
	fresh, defaults := unheld(roles), org.DefaultRoles()
	for _, r := range roles {
		next := r
		next.Grants = org.Grants{}
		maps.Copy(next.Grants, r.Grants)
		var given []string
		for _, p := range fresh {
			if reach, ok := defaults[r.Code][p]; ok {
				next.Grants[p] = reach
				given = append(given, string(p))
			}
		}
		if len(given) == 0 {
			continue
		}
		if err := store.Save(ctx, tx, r, &next); err != nil {
			return err
		}
		if err := tx.Record(ctx, event.Event{Act: "role.granted", Kind: record.Role, SubjectID: r.ID,
			Params: event.Params{"code": r.Code, "permissions": strings.Join(given, ", ")}}); err != nil {
			return err
		}
	}
	return nil
}
