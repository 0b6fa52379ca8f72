package store

import (
	"context"
	"slices"

	"sente/internal/sales/account"
	"sente/internal/sales/influence"
	"sente/internal/sales/org"
	"sente/internal/sales/record"
	"sente/internal/sales/strategy"
)

// ContactDeal is what a contact is on one deal.
type ContactDeal struct {
	ContactID   record.ID           `json:"contact_id" db:"contact_id"`
	InfluenceID record.ID           `json:"influence_id" db:"influence_id"`
	DealID      record.ID           `json:"deal_id" db:"deal_id"`
	DealName    string              `json:"deal_name" db:"deal_name"`
	Status      strategy.DealStatus `json:"status" db:"status"`
	Roles       []influence.Role    `json:"roles" nullable:"false" db:"roles,json"`
	Hidden      bool                `json:"-" db:"hidden"`
	OwnerID     record.ID           `json:"-" db:"owner_id"`
}

// ChartContacts lists the contacts of an account that the caller has read.
func (r *Reads) ChartContacts(ctx context.Context, of account.Account) ([]account.Contact, error) {
	return all[account.Contact](ctx, r, "SELECT "+columnsOf[account.Contact]("c")+` FROM contact c
 WHERE c.workspace_id = $1 AND c.account_id = $2 AND c.deleted_at IS NULL ORDER BY c.sort_key, c.id`,
		WorkspaceID, of.ID)
}

// DealsOfContacts lists on which deals that the scope sees the contacts of an
// account have which roles; with contact 0 all of the account's contacts.
// Hidden coaches are left out, or shown without that role, as the scope asks.
func (r *Reads) DealsOfContacts(
	ctx context.Context, s org.Scope, of, contact record.ID,
) ([]ContactDeal, error) {
	w := newWhere().and("i.workspace_id = $1").and("i.deleted_at IS NULL").and("d.deleted_at IS NULL").
		and("c.account_id = ?", of).and("c.deleted_at IS NULL").seesDeal(s, "d").seesInfluence(s, "i", "d")
	if contact != 0 {
		w.and("i.contact_id = ?", contact)
	}
	rows, err := all[ContactDeal](ctx, r, `SELECT i.contact_id, i.id AS influence_id, i.deal_id,
 d.name AS deal_name, d.status, i.roles, i.hidden, d.owner_id FROM contact c
 JOIN influence i ON i.workspace_id = c.workspace_id AND i.contact_id = c.id
 JOIN deal d ON d.workspace_id = i.workspace_id AND d.id = i.deal_id WHERE `+
		w.text()+" ORDER BY d.id DESC, i.id", w.args...)
	for i := range rows {
		rows[i].mask(s)
	}
	return rows, err
}

// mask takes a hidden coach's role out of what others see.
func (d *ContactDeal) mask(s org.Scope) {
	if d.Roles == nil {
		d.Roles = []influence.Role{}
	}
	if d.Hidden && !s.SeesSecrets(d.OwnerID) {
		d.Roles = slices.DeleteFunc(d.Roles, func(x influence.Role) bool { return x == influence.CO })
	}
}
