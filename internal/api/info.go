package api

import (
	"context"

	"sente/internal/app"
	"sente/internal/sales/deal"
	"sente/internal/sales/org"
	"sente/internal/sales/playbook"
	"sente/internal/sales/record"
	"sente/internal/sales/strategy"
)

func (s *Server) infoRoutes() []route {
	return []route{
		on("PUT /api/deals/{id}/info", "PutInfo", org.EditDeals, s.putInfo),
		on("PUT /api/deals/{id}/cost", "PutCost", org.EditDeals, s.putCost),
	}
}

// InfoBody is what is now known of an item of the information map.
type InfoBody struct {
	Item strategy.InfoItem `json:"item" minimum:"1" maximum:"18"`
	deal.InfoFields
}

// infoOf is the input of a change of one item of the information map.
type infoOf struct {
	ID      record.ID `path:"id"`
	IfMatch string    `header:"If-Match" doc:"version of the item; absent: nothing is known of it yet"`
	Body    InfoBody
}

func (s *Server) putInfo(ctx context.Context, who org.Actor, in *infoOf) (*body[SheetInfo], error) {
	v, err := version(in.IfMatch)
	if err != nil {
		return nil, err
	}
	x, err := s.app.PutInfo(ctx, who, in.ID,
		app.Learnt{Item: in.Body.Item, Version: v, InfoFields: in.Body.InfoFields})
	return answer(SheetInfo{x, x.Lacks()}, err)
}

func (s *Server) putCost(ctx context.Context, who org.Actor,
	in *onDeal[deal.CostFields]) (*body[deal.Cost], error) {
	return answer(s.app.PutCost(ctx, who, in.ID, in.Body))
}

// SheetInfo is what is known of an item of the information map.
type SheetInfo struct {
	deal.Info
	Lacks deal.Lack `json:"lacks,omitzero" doc:"what keeps it from being confirmed; absent: nothing"`
}

// SheetInfos is the information map of a deal.
type SheetInfos struct {
	Phase   playbook.Phase `json:"phase,omitzero" doc:"the present one; absent: the stage is unknown"`
	Share   *float64       `json:"share,omitzero" doc:"0 to 1, of what is due; absent: the deal is closed"`
	Matters []deal.Matter  `json:"matters" nullable:"false" doc:"all items in their order"`
	Items   []SheetInfo    `json:"items" nullable:"false" doc:"those of which something is written"`
	Asks    []deal.Ask     `json:"asks" nullable:"false" doc:"what to learn from whom now"`
}

func sheetInfos(x *app.Sheet) SheetInfos {
	out := SheetInfos{Matters: deal.Matters(), Items: []SheetInfo{}, Asks: []deal.Ask{}}
	for _, i := range x.Facts.Info {
		out.Items = append(out.Items, SheetInfo{i, i.Lacks()})
	}
	if x.Deal.Stage != "" {
		out.Phase = playbook.Of(x.Deal.Stage).Phase
	}
	if x.Deal.Status == strategy.Open {
		out.Share, out.Asks = new(round(x.Diagnosis.Health.Information, 4)), x.Facts.Asks(x.Today)
	}
	return out
}
