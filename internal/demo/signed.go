package demo

import (
	"context"
	"encoding/json"
	"fmt"

	"sente/internal/app"
	"sente/internal/sales/calendar"
	"sente/internal/sales/influence"
	"sente/internal/sales/playbook"
	"sente/internal/sales/qualify"
	"sente/internal/sales/record"
	"sente/internal/sales/strategy"
)

// The sale that is won and being collected: it was signed before the company had
// the program, and came in as a dossier so many days ago. The first acceptance is
// paid in part, the trial run is late.
const (
	signedName     = "南岭运营调度大屏"
	signedCustomer = "南岭轨道运营公司"
	signedCame     = 24
	signedAgo      = 150
	instalment     = "初验款"
	signedYuan     = 1_800_000
)

// planSigned brings the dossier in, and plans what its owner does about the money.
func (t *teller) planSigned() {
	t.on(signedCame, "dossier of "+signedName, func(ctx context.Context) error {
		data, err := json.Marshal(signedDossier(t.app.Today(), t.today))
		if err != nil {
			return err
		}
		owner := t.staff["tang"]
		d, err := t.app.ImportDossier(ctx, t.staff["qin"], owner.ID, data)
		if err != nil {
			return err
		}
		ref := record.Ref{Kind: record.Deal, ID: d.ID}
		for _, x := range []app.NewTask{
			{Title: "请岳凌陪着去一趟财务部，问清初验余款卡在哪一步",
				DueOn: t.today.Add(1), Rule: "RF-81", FlagSubject: instalment},
			{Title: "把试运行遗留的十一条问题逐条定人、定日子", DueOn: t.today.Add(-2),
				Rule: "RF-82", FlagSubject: string(playbook.D6)},
		} {
			x.Subject = ref
			if _, err := t.app.AddTask(ctx, owner, x); err != nil {
				return fmt.Errorf("task %q: %w", x.Title, err)
			}
		}
		_, err = t.app.AddNote(ctx, owner, ref,
			"初验款到了一半就停了。财务说等车辆中心签单，"+
				"车辆中心说等试运行问题关单，两头都有道理。")
		return err
	})
}

// signedDossier is the deal as it stood on the day on which it came.
func signedDossier(on, today calendar.Day) strategy.Dossier {
	ago := func(days int) calendar.Day { return today.Add(-days) }
	person := func(id, name string, role influence.Role, s influence.Support, last int) strategy.Influence {
		return strategy.Influence{ID: id, Name: name, Roles: []influence.Role{role},
			RoleVerified: true, Level: influence.High, Support: s,
			History: []strategy.Observation{{On: ago(last), Support: s}},
			Mode:    influence.Growth, Contact: influence.Appointment, Last: ago(last)}
	}
	yes := qualify.Yes
	return strategy.Dossier{AsOf: on, Account: strategy.Account{Name: signedCustomer},
		Deal: strategy.Deal{Name: signedName, Template: "T-UNI", Currency: "CNY", Status: strategy.Won,
			Stage:         playbook.D6,
			StageVerified: playbook.S6, StageEnteredAt: ago(70),
			BuyerStage: "B6", Procurement: "public_tender", EntryTiming: strategy.BeforeApproval,
			Amount: new(float64(signedYuan)), ExpectedClose: ago(signedAgo),
			SSO: strategy.SSO{When: ago(signedAgo).String(), Quantity: "1 套",
				What: "海图数据中台（调度大屏）",
				Who:  "南岭运营调度指挥中心", Revenue: new(float64(signedYuan))},
			Home: "neutral", Q1: yes, Q2: yes, Q3: yes, Q4: yes},
		Influences: []strategy.Influence{person("1", "邱建波", influence.EB, 2, 64),
			person("2", "岳凌", influence.UB, 4, 27), person("3", "孔令飞", influence.TB, 1, 31)},
		Edges:    []strategy.Edge{{From: "2", To: "1"}},
		Contract: signedContract(ago)}
}

// signedContract is what the customer owes, and how far delivery is.
func signedContract(ago func(int) calendar.Day) *strategy.Contract {
	pay := func(name string, at playbook.Stage, pct, received float64) strategy.Payment {
		return strategy.Payment{Name: name, Milestone: strategy.DeliveryStage(at), Pct: new(pct), DueDays: 15,
			Received: received}
	}
	step := func(code playbook.Stage, planned, actual int) strategy.Milestone {
		m := strategy.Milestone{Code: strategy.DeliveryStage(code), PlannedAt: ago(planned)}
		if actual > 0 {
			m.ActualAt = ago(actual)
		}
		return m
	}
	return &strategy.Contract{Amount: new(float64(signedYuan)), SignedAt: ago(signedAgo),
		Payments: []strategy.Payment{pay("签约款", playbook.D0, 30, 540_000),
			pay(instalment, playbook.D5, 40, 360_000),
			pay("终验款", playbook.D7, 20, 0), pay("质保金", playbook.D9, 10, 0)},
		Milestones: []strategy.Milestone{step(playbook.D0, signedAgo, signedAgo),
			step(playbook.D1, 140, 138), step(playbook.D3, 90, 84), step(playbook.D5, 75, 70),
			step(playbook.D6, 40, 0), step(playbook.D7, -20, 0)}}
}
