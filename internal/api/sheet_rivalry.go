package api

import (
	"sente/internal/sales/deal"
	"sente/internal/sales/org"
)

// SheetRivalry is what is known around the deal: the rivals' news, what is ours,
// what we offered, who else has a say, and what was done at the customer.
type SheetRivalry struct {
	AccountEvents  []deal.AccountEvent `json:"account_events" nullable:"false" doc:"changes at the customer, oldest first"`
	Intel          []deal.Intel        `json:"intel" nullable:"false" doc:"news of rivals, oldest first"`
	Strengths      []deal.Strength     `json:"strengths" nullable:"false"`
	Weaknesses     []deal.Weakness     `json:"weaknesses" nullable:"false"`
	Proposals      []deal.Proposal     `json:"proposals" nullable:"false"`
	ChangeReviews  []deal.ChangeReview `json:"change_reviews" nullable:"false" doc:"oldest first"`
	ExternalBodies []deal.ExternalBody `json:"external_bodies" nullable:"false"`
	Objections     []deal.Objection    `json:"objections" nullable:"false"`
	Visits         []deal.Visit        `json:"visits" nullable:"false" doc:"by day"`
	Bookings       []deal.Booking      `json:"bookings" nullable:"false" doc:"by day"`
	EditCustomer   bool                `json:"edit_customer,omitzero" doc:"the reader may change the account"`
}

func sheetRivalry(who org.Actor, f *deal.Facts) SheetRivalry {
	return SheetRivalry{AccountEvents: listOf(f.AccountEvents), Intel: listOf(f.Intel),
		Strengths: listOf(f.Strengths), Weaknesses: listOf(f.Weaknesses), Proposals: listOf(f.Proposals),
		ChangeReviews: listOf(f.ChangeReviews), ExternalBodies: listOf(f.ExternalBodies),
		Objections: listOf(f.Objections), Visits: listOf(f.Visits), Bookings: listOf(f.Bookings),
		EditCustomer: f.Deal.AccountID != 0 && who.May(org.EditAccounts, f.CustomerOwner, false)}
}

// listOf is a list that is never null.
func listOf[T any](list []T) []T { return append([]T{}, list...) }
