package api

import (
	"context"

	"sente/internal/sales/deal"
	"sente/internal/sales/org"
)

func (s *Server) visitRoutes() []route {
	return []route{
		on("POST /api/deals/{id}/visits", "AddVisit", org.EditDeals, s.addVisit),
		on("PATCH /api/visits/{id}", "EditVisit", org.EditDeals, s.editVisit),
		on("DELETE /api/visits/{id}", "RemoveVisit", org.EditDeals, s.removeVisit),
		on("POST /api/deals/{id}/bookings", "AddBooking", org.EditDeals, s.addBooking),
		on("PATCH /api/bookings/{id}", "EditBooking", org.EditDeals, s.editBooking),
		on("DELETE /api/bookings/{id}", "RemoveBooking", org.EditDeals, s.removeBooking),
	}
}

func (s *Server) addVisit(ctx context.Context, who org.Actor,
	in *onDeal[deal.VisitFields]) (*body[deal.Visit], error) {
	return answer(s.app.AddVisit(ctx, who, in.ID, in.Body))
}

func (s *Server) editVisit(ctx context.Context, who org.Actor,
	in *edit[deal.VisitFields]) (*body[deal.Visit], error) {
	v, err := version(in.IfMatch)
	if err != nil {
		return nil, err
	}
	return answer(s.app.EditVisit(ctx, who, in.ID, v, in.RawBody))
}

func (s *Server) removeVisit(ctx context.Context, who org.Actor, in *ByVersion) (*nothing, error) {
	v, err := version(in.IfMatch)
	if err != nil {
		return nil, err
	}
	return &nothing{}, s.app.RemoveVisit(ctx, who, in.ID, v)
}

func (s *Server) addBooking(ctx context.Context, who org.Actor,
	in *onDeal[deal.BookingFields]) (*body[deal.Booking], error) {
	return answer(s.app.AddBooking(ctx, who, in.ID, in.Body))
}

func (s *Server) editBooking(ctx context.Context, who org.Actor,
	in *edit[deal.BookingFields]) (*body[deal.Booking], error) {
	v, err := version(in.IfMatch)
	if err != nil {
		return nil, err
	}
	return answer(s.app.EditBooking(ctx, who, in.ID, v, in.RawBody))
}

func (s *Server) removeBooking(ctx context.Context, who org.Actor, in *ByVersion) (*nothing, error) {
	v, err := version(in.IfMatch)
	if err != nil {
		return nil, err
	}
	return &nothing{}, s.app.RemoveBooking(ctx, who, in.ID, v)
}
