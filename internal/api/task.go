package api

import (
	"context"

	"sente/internal/app"
	"sente/internal/fault"
	"sente/internal/sales/calendar"
	"sente/internal/sales/org"
	"sente/internal/store"
)

func (s *Server) taskRoutes() []route {
	return []route{
		on("GET /api/tasks", "Tasks", org.ReadAccounts, s.listTasks),
		on("POST /api/tasks", "AddTask", org.Contribute, s.addTask),
		on("PATCH /api/tasks/{id}", "EditTask", org.Contribute, s.editTask),
		on("DELETE /api/tasks/{id}", "RemoveTask", org.Contribute, s.removeTask),
	}
}

type tasksInput struct {
	PageInput
	Subject string `query:"subject" example:"deal:123" doc:"deal, account or contact; absent: mine"`
	Mine    bool   `query:"mine" doc:"assigned to me"`
	Done    string `query:"done" enum:"true,false" doc:"absent: both"`
	DueBy   string `query:"due_by" format:"date" doc:"due on this day or before"`
}

func (in *tasksInput) query() (app.TaskQuery, error) {
	q := app.TaskQuery{Page: in.page(), Mine: in.Mine}
	if in.Subject != "" {
		ref, err := subjectRef(in.Subject)
		if err != nil {
			return q, err
		}
		q.Subject = &ref
	}
	if in.Done != "" {
		q.Done = new(in.Done == "true")
	}
	if in.DueBy != "" {
		day, err := calendar.ParseDay(in.DueBy)
		if err != nil {
			return q, fault.New(fault.Invalid, "date").At("due_by")
		}
		q.DueBy = day
	}
	return q, nil
}

func (s *Server) listTasks(
	ctx context.Context, who org.Actor, in *tasksInput,
) (*body[list[store.TaskRow]], error) {
	q, err := in.query()
	if err != nil {
		return nil, err
	}
	l, err := s.app.Tasks(ctx, who, q)
	return listed(l, same, err)
}

func (s *Server) addTask(
	ctx context.Context, who org.Actor, in *body[app.NewTask],
) (*body[store.TaskRow], error) {
	return answer(s.app.AddTask(ctx, who, in.Body))
}

func (s *Server) editTask(
	ctx context.Context, who org.Actor, in *edit[app.TaskFields],
) (*body[store.TaskRow], error) {
	v, err := version(in.IfMatch)
	if err != nil {
		return nil, err
	}
	return answer(s.app.EditTask(ctx, who, in.ID, v, in.RawBody))
}

func (s *Server) removeTask(ctx context.Context, who org.Actor, in *ByVersion) (*nothing, error) {
	v, err := version(in.IfMatch)
	if err != nil {
		return nil, err
	}
	return &nothing{}, s.app.RemoveTask(ctx, who, in.ID, v)
}
