package api

import (
	"context"

	"sente/internal/sales/account"
	"sente/internal/sales/org"
	"sente/internal/sales/record"
	"sente/internal/sales/search"
	"sente/internal/store"
)

func (s *Server) contactRoutes() []route {
	return []route{
		on("GET /api/contacts", "Contacts", org.ReadAccounts, s.listContacts),
		on("POST /api/contacts", "AddContact", org.EditAccounts, s.addContact),
		on("GET /api/contacts/{id}", "Contact", org.ReadAccounts, s.getContact),
		on("PATCH /api/contacts/{id}", "EditContact", org.EditAccounts, s.editContact),
	}
}

// ContactLine is a contact in a list, with what the reader may do to it.
type ContactLine struct {
	store.ContactRow
	May []string `json:"may" nullable:"false" enum:"edit,contribute,trash"`
}

// ContactPage is a contact with the deals on which he has a say.
type ContactPage struct {
	ContactLine
	Deals []store.ContactDeal `json:"deals" nullable:"false"`
}

func contactLine(who org.Actor) func(store.ContactRow) ContactLine {
	return func(c store.ContactRow) ContactLine {
		out := ContactLine{ContactRow: c, May: []string{}}
		if who.May(org.EditAccounts, c.AccountOwner, false) {
			out.May = append(out.May, "edit", "trash")
		}
		if who.Has(org.Contribute) {
			out.May = append(out.May, "contribute")
		}
		return out
	}
}

type contactsInput struct {
	PageInput
	Account    record.ID `query:"account"`
	Department record.ID `query:"department"`
}

func (s *Server) listContacts(
	ctx context.Context, who org.Actor, in *contactsInput,
) (*body[list[ContactLine]], error) {
	l, err := s.app.Contacts(ctx, who, store.ContactFilter{Page: in.page(), Q: search.Parse(in.Q),
		AccountID: in.Account, DepartmentID: in.Department})
	return listed(l, contactLine(who), err)
}

func (s *Server) addContact(
	ctx context.Context, who org.Actor, in *body[account.ContactFields],
) (*body[ContactLine], error) {
	c, err := s.app.AddContact(ctx, who, in.Body)
	return answer(contactLine(who)(c), err)
}

func (s *Server) getContact(ctx context.Context, who org.Actor, in *byID) (*body[ContactPage], error) {
	c, err := s.app.Contact(ctx, who, in.ID)
	if err != nil {
		return nil, err
	}
	deals, err := s.app.ContactDeals(ctx, who, c.Contact)
	return answer(ContactPage{contactLine(who)(c), append([]store.ContactDeal{}, deals...)}, err)
}

func (s *Server) editContact(
	ctx context.Context, who org.Actor, in *edit[account.ContactFields],
) (*body[ContactLine], error) {
	v, err := version(in.IfMatch)
	if err != nil {
		return nil, err
	}
	c, err := s.app.EditContact(ctx, who, in.ID, v, in.RawBody)
	return answer(contactLine(who)(c), err)
}
