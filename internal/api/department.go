package api

import (
	"context"

	"sente/internal/app"
	"sente/internal/sales/account"
	"sente/internal/sales/org"
	"sente/internal/sales/record"
	"sente/internal/store"
)

func (s *Server) departmentRoutes() []route {
	return []route{
		on("GET /api/accounts/{id}/chart", "Chart", org.ReadAccounts, s.getChart),
		on("POST /api/accounts/{id}/departments", "AddDepartment", org.EditAccounts, s.addDepartment),
		on("PATCH /api/departments/{id}", "EditDepartment", org.EditAccounts, s.editDepartment),
		on("DELETE /api/departments/{id}", "RemoveDepartment", org.EditAccounts, s.removeDepartment),
	}
}

// OrgChart is the org chart of an account.
type OrgChart struct {
	Departments []account.Department `json:"departments" nullable:"false"`
	Contacts    []ChartContact       `json:"contacts" nullable:"false"`
	May         []string             `json:"may" nullable:"false" enum:"edit"`
}

// ChartContact is a contact in the org chart, with what he is on deals.
type ChartContact struct {
	account.Contact
	Deals []store.ContactDeal `json:"deals" nullable:"false"`
}

func (s *Server) getChart(ctx context.Context, who org.Actor, in *byID) (*body[OrgChart], error) {
	c, err := s.app.Chart(ctx, who, in.ID)
	if err != nil {
		return nil, err
	}
	out := OrgChart{Departments: append([]account.Department{}, c.Departments...),
		Contacts: make([]ChartContact, len(c.Contacts)), May: []string{}}
	at := map[record.ID]*ChartContact{}
	for i, x := range c.Contacts {
		out.Contacts[i] = ChartContact{x, []store.ContactDeal{}}
		at[x.ID] = &out.Contacts[i]
	}
	for _, d := range c.Deals {
		if x := at[d.ContactID]; x != nil {
			x.Deals = append(x.Deals, d)
		}
	}
	if who.May(org.EditAccounts, c.Account.OwnerID, false) {
		out.May = append(out.May, "edit")
	}
	return &body[OrgChart]{out}, nil
}

type addDepartmentInput struct {
	ID   record.ID `path:"id"`
	Body app.DepartmentFields
}

func (s *Server) addDepartment(
	ctx context.Context, who org.Actor, in *addDepartmentInput,
) (*body[account.Department], error) {
	return answer(s.app.AddDepartment(ctx, who, in.ID, in.Body))
}

func (s *Server) editDepartment(ctx context.Context, who org.Actor,
	in *edit[app.DepartmentFields]) (*body[account.Department], error) {
	v, err := version(in.IfMatch)
	if err != nil {
		return nil, err
	}
	return answer(s.app.EditDepartment(ctx, who, in.ID, v, in.RawBody))
}

func (s *Server) removeDepartment(ctx context.Context, who org.Actor, in *ByVersion) (*nothing, error) {
	v, err := version(in.IfMatch)
	if err != nil {
		return nil, err
	}
	return &nothing{}, s.app.RemoveDepartment(ctx, who, in.ID, v)
}
