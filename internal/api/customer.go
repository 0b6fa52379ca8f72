package api

import (
	"context"

	"sente/internal/app"
	"sente/internal/sales/deal"
	"sente/internal/sales/org"
	"sente/internal/sales/record"
)

func (s *Server) customerRoutes() []route {
	return []route{
		on("POST /api/accounts/{id}/events", "AddAccountEvent", org.EditAccounts, s.addAccountEvent),
		on("PATCH /api/account-events/{id}", "EditAccountEvent", org.EditAccounts, s.editAccountEvent),
		on("DELETE /api/account-events/{id}", "RemoveAccountEvent", org.EditAccounts, s.removeAccountEvent),
	}
}

type newAccountEvent struct {
	ID   record.ID `path:"id"`
	Body deal.AccountEventFields
}

func (s *Server) addAccountEvent(ctx context.Context, who org.Actor,
	in *newAccountEvent) (*body[deal.AccountEvent], error) {
	return answer(s.app.AddAccountEvent(ctx, who, in.ID, in.Body))
}

func (s *Server) editAccountEvent(ctx context.Context, who org.Actor,
	in *edit[app.AccountEventChange]) (*body[deal.AccountEvent], error) {
	v, err := version(in.IfMatch)
	if err != nil {
		return nil, err
	}
	return answer(s.app.EditAccountEvent(ctx, who, in.ID, v, in.RawBody))
}

func (s *Server) removeAccountEvent(ctx context.Context, who org.Actor, in *ByVersion) (*nothing, error) {
	v, err := version(in.IfMatch)
	if err != nil {
		return nil, err
	}
	return &nothing{}, s.app.RemoveAccountEvent(ctx, who, in.ID, v)
}
