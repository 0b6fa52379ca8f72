package app

import (
	"context"

	"sente/internal/sales/deal"
	"sente/internal/sales/org"
	"sente/internal/sales/record"
)

// AddVisit notes a visit, held or planned, on a deal.
func (a *App) AddVisit(ctx context.Context, who org.Actor, id record.ID,
	f deal.VisitFields) (deal.Visit, error) {
	return addEntry(ctx, a, who, id, deal.Visit{VisitFields: f})
}

// EditVisit changes fields of a visit: patch is a JSON object of the members to
// change.
func (a *App) EditVisit(ctx context.Context, who org.Actor, id record.ID, version int64,
	patch []byte) (deal.Visit, error) {
	return editEntry(ctx, a, who, versioned{id, version},
		func(x *deal.Visit) error { return merge(&x.VisitFields, patch) })
}

// RemoveVisit puts a visit into the trash.
func (a *App) RemoveVisit(ctx context.Context, who org.Actor, id record.ID, version int64) error {
	return removeEntry[deal.Visit](ctx, a, who, versioned{id, version})
}

// AddBooking notes a resource that is brought to the customer on a deal.
func (a *App) AddBooking(ctx context.Context, who org.Actor, id record.ID,
	f deal.BookingFields) (deal.Booking, error) {
	return addEntry(ctx, a, who, id, deal.Booking{BookingFields: f})
}

// EditBooking changes fields of a booking: patch is a JSON object of the members to
// change.
func (a *App) EditBooking(ctx context.Context, who org.Actor, id record.ID, version int64,
	patch []byte) (deal.Booking, error) {
	return editEntry(ctx, a, who, versioned{id, version},
		func(x *deal.Booking) error { return merge(&x.BookingFields, patch) })
}

// RemoveBooking puts a booking into the trash.
func (a *App) RemoveBooking(ctx context.Context, who org.Actor, id record.ID, version int64) error {
	return removeEntry[deal.Booking](ctx, a, who, versioned{id, version})
}
