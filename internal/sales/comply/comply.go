// Package comply knows what lawful selling forbids to write into a plan
// (method.md 6.9). What concerns the dossier's own data is in package strategy;
// here are the rules about texts. Start with Rule.
package comply

import (
	"regexp"

	"sente/internal/fault"
)

// Rule is a rule of lawful selling; its texts are compliance.<rule>.title, .why
// and .do.
type Rule string

// The rules that concern what people write; CP-05 and CP-06 are about who sees it.
const (
	SealedPrice Rule = "CP-01" // a rival's bid price while bids are sealed
	Benefit     Rule = "CP-02" // cash, gifts or benefits to a person
	Tender      Rule = "CP-03" // steering evaluators, a tender that shuts others out
	Unapproved  Rule = "CP-04" // an expense without purpose, attendees or approval
)

// phrases are the words by which a text touches a rule. They are those of people
// who mean to do it; a text that reports what others did belongs into a note,
// which is not looked at.
var phrases = map[Rule]*regexp.Regexp{
	Benefit: regexp.MustCompile(`(?i)回\s*扣|好处费|辛苦费|感谢费|红包|购物卡|加油卡|礼品卡|塞钱|送钱|送现金|现金酬谢|` +
		`行贿|贿赂|打点一下|私下返点|\b(kick-?backs?|brib(e|es|ed|ing|ery)|hush money|slush fund|` +
		`under the table|cash (gift|present|reward)s?|gift cards?|facilitation payments?)\b`),
	Tender: regexp.MustCompile(`(?i)(指定|安排|内定|搞定|买通|收买|操纵)(评委|评标专家|评审专家|评标委员)|内定中标|` +
		`围\s*标|串\s*标|萝卜标|(安排|找人|找)陪标|泄露?标底|(排斥|排除|屏蔽)(竞争)?对手|排他性?(条款|参数|指标)|` +
		`量身(定做|定制|打造).{0,8}(标书|招标文件|参数)|` +
		`\b((designate|appoint|pick|steer|influence|buy)s? (the )?evaluators?|bid[- ]rigging|` +
		`rig(ging)? (the )?(bids?|tenders?)|` +
		`tailor(ed|ing)? (the )?(tender|bid|spec(ification)?s?).{0,20}exclude|` +
		`(shut|lock)(ting|ing)? (out )?(all )?(rivals|competitors)( out)?)\b`),
}

// Words gives the first words of a text that touch a rule, "" when none do.
func Words(r Rule, text string) string {
	p := phrases[r]
	if p == nil {
		return ""
	}
	return p.FindString(text)
}

// Planned is a record with texts of what people mean to do.
type Planned interface {
	// Plans gives the texts by field.
	Plans() []Plan
}

// Plan is one text of what people mean to do.
type Plan struct{ Field, Text string }

// Caution is the rule that plans touch and that only warns, "" when they do not.
func Caution(p Planned) Rule {
	for _, x := range p.Plans() {
		if Words(Tender, x.Text) != "" {
			return Tender
		}
	}
	return ""
}

// Check refuses a plan to give somebody an improper benefit (CP-02); at is the
// field's path. It is nil for other texts.
func Check(text, at string) *fault.Error {
	words := Words(Benefit, text)
	if words == "" {
		return nil
	}
	return Refuse(Benefit, "improper_benefit").At(at).With("words", words)
}

// Refuse is the refusal of what a rule forbids; the door writes it into the
// audit, without the text.
func Refuse(r Rule, code string) *fault.Error {
	return fault.New(fault.Invalid, code).With(ruleParam, string(r))
}

// ruleParam names the rule among the parameters of a refusal.
const ruleParam = "rule"

// Refused lists the rules for whose sake err refuses, with the fields at fault.
func Refused(err error) map[Rule]string {
	out := map[Rule]string{}
	if err == nil {
		return out
	}
	first := fault.Of(err)
	for _, e := range append([]*fault.Error{first}, first.More...) {
		if r, _ := e.Params[ruleParam].(string); e.Kind == fault.Invalid && ours(Rule(r)) {
			out[Rule(r)] = e.Field
		}
	}
	return out
}

func ours(r Rule) bool { return r == SealedPrice || r == Benefit || r == Tender }
