package strategy

// Sentence is the single sales objective as one sentence in both languages.
// Missing names the empty slots in the order when, quantity, what, who, revenue;
// an empty slot is printed as ____.
type Sentence struct {
	ZH      string   `json:"zh"`
	EN      string   `json:"en"`
	Missing []string `json:"missing"`
}

const emptySlot = "____"

// sentence fills the template of the objective (method.md 5.1).
func (d *Deal) sentence() Sentence {
	s := Sentence{Missing: []string{}}
	slot := func(name, text string) string {
		if blank(text) {
			s.Missing = append(s.Missing, name)
			return emptySlot
		}
		return text
	}
	when, quantity := slot("when", d.SSO.When), slot("quantity", d.SSO.Quantity)
	what, who := slot("what", d.SSO.What), slot("who", d.SSO.Who)
	zh, en := emptySlot, emptySlot
	if d.SSO.Revenue == nil {
		s.Missing = append(s.Missing, "revenue")
	} else {
		zh, en = d.revenue()
	}
	s.ZH = "将在" + when + "卖" + quantity + "的" + what + "给" + who + "以实现" + zh + "收入"
	s.EN = "By " + when + " sell " + quantity + " of " + what + " to " + who + " to realise " + en
	return s
}

// revenue writes the known revenue in both languages.
func (d *Deal) revenue() (zh, en string) {
	currency := d.Currency
	if currency == "" {
		currency = "CNY"
	}
	number := grouped(*d.SSO.Revenue)
	if currency == "CNY" {
		return number + "元", "CNY " + number
	}
	return number + " " + currency, currency + " " + number
}
