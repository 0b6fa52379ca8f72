package app

import (
	"slices"
	"strings"
	"unicode"

	"sente/internal/fault"
	"sente/internal/sales/search"
	"sente/internal/sheet"
	"sente/internal/text"
)

// ImportKind is what the rows of a file are about, as it stands in URLs.
type ImportKind string

// The kinds of rows.
const (
	ImportUsers    ImportKind = "users"
	ImportProducts ImportKind = "products"
	ImportAccounts ImportKind = "accounts"
	ImportContacts ImportKind = "contacts"
	ImportDeals    ImportKind = "deals"
)

// All lists the kinds in the order in which a whole company is imported.
func (ImportKind) All() []ImportKind {
	return []ImportKind{ImportUsers, ImportProducts, ImportAccounts, ImportContacts, ImportDeals}
}

func (k ImportKind) check() error {
	if !slices.Contains(k.All(), k) {
		return fault.New(fault.Invalid, "value_invalid").At("kind")
	}
	return nil
}

// ImportField is a field of our records to which a column may be mapped. A code
// with a dot belongs to another record of the same row.
type ImportField struct {
	Code     string     `json:"code"`
	Type     sheet.Type `json:"type"`
	Required bool       `json:"required,omitempty"`

	max       int
	low, high int64
	words     string // headers that mean it, besides its names in the catalogue; "|" between
}

// label is the key of the field's name.
func (f ImportField) label(k ImportKind) string {
	if strings.Contains(f.Code, ".") {
		return "import.field." + f.Code
	}
	return "import.field." + string(k) + "." + f.Code
}

// names are the headers that mean the field, in the form of headerKey.
func (f ImportField) names(k ImportKind) []string {
	out := []string{headerKey(f.Code)}
	for _, lang := range []string{text.Chinese, text.English} {
		out = append(out, headerKey(text.In(lang).Get(f.label(k), nil)))
	}
	for _, w := range strings.Split(f.words, "|") {
		if w != "" {
			out = append(out, headerKey(w))
		}
	}
	return out
}

// headerKey makes equal what people take for the same header: without case,
// width, blanks, punctuation and what stands in brackets at the end.
func headerKey(header string) string {
	s := search.Fold(header)
	if i := strings.LastIndexAny(s, "("); i > 0 && strings.HasSuffix(strings.TrimSpace(s), ")") {
		s = s[:i]
	}
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return r
		}
		return -1
	}, s)
}

// ImportFields lists the fields of a kind.
func ImportFields(k ImportKind) []ImportField {
	switch k {
	case ImportUsers:
		return userFields
	case ImportProducts:
		return productFields
	case ImportAccounts:
		return slices.Concat(accountFields, personFields)
	case ImportContacts:
		return slices.Concat(contactFields, companyFields)
	case ImportDeals:
		return slices.Concat(dealFields, companyFields, personFields)
	}
	return nil
}

const mostInteger = 1 << 40

var (
	userFields = []ImportField{
		{
			Code:     "name",
			Type:     sheet.LineType,
			Required: true,
			max:      100,
			words:    "sales agent|salesperson|rep|员工|用户|销售|销售员|人员",
		},
		{Code: "login", Type: sheet.LineType, max: 100, words: "username|user name|account name|账号|用户名"},
		{Code: "team", Type: sheet.LineType, max: 100, words: "department|group|小组|部门|团队名称"},
		{Code: "manager", Type: sheet.LineType, max: 100, words: "team lead|supervisor|主管|领导|上级"},
		{Code: "region", Type: sheet.LineType, max: 100, words: "regional office|office|大区|区域"},
		{Code: "role", Type: sheet.ChoiceType, words: "职务"},
		{Code: "external_id", Type: sheet.LineType, words: "id|employee id|工号|编号"},
	}
	productFields = []ImportField{
		{Code: "name", Type: sheet.LineType, Required: true, words: "名称|product|产品|型号|商品|商品名称"},
		{Code: "series", Type: sheet.LineType, words: "family|category|产品线|类别"},
		{Code: "list_price", Type: sheet.AmountType, words: "price|sales price|unit price|单价|价格|标价"},
		{Code: "currency", Type: sheet.LineType, max: 20},
		{Code: "external_id", Type: sheet.LineType, words: "id|product id|sku|产品编号|编号|物料号"},
	}
	accountFields = []ImportField{
		{Code: "name", Type: sheet.CompanyType, Required: true,
			words: "名称|account|company|company name|customer|客户|公司|公司名称|单位|单位名称|企业|企业名称|甲方"},
		{
			Code:  "parent",
			Type:  sheet.CompanyType,
			words: "subsidiary of|parent account|group|上级单位|母公司|所属集团|集团",
		},
		{Code: "industry", Type: sheet.LineType, max: 100, words: "sector|vertical|行业类别|所属行业"},
		{
			Code:  "region",
			Type:  sheet.LineType,
			max:   100,
			words: "city|province|country|office location|location|城市|省份|区域|所在地",
		},
		{Code: "credit_code", Type: sheet.CreditCodeType, max: 18, words: "uscc|tax id|信用代码|税号|纳税人识别号"},
		{Code: "phone", Type: sheet.PhoneType, max: 100, words: "tel|telephone|联系电话|总机|座机|公司电话"},
		{Code: "website", Type: sheet.LineType, words: "url|web|网站|主页"},
		{Code: "address", Type: sheet.LineType, max: 500, words: "street|通讯地址|详细地址|公司地址"},
		{
			Code:  "founded",
			Type:  sheet.IntegerType,
			low:   0,
			high:  9999,
			words: "year established|founded in|year founded|成立时间|成立年",
		},
		{
			Code:  "employees",
			Type:  sheet.IntegerType,
			low:   0,
			high:  mostInteger,
			words: "headcount|staff|员工数|人员规模|人数",
		},
		{Code: "revenue", Type: sheet.AmountType, words: "annual revenue|turnover|营收|年收入|年营业额"},
		{Code: "currency", Type: sheet.LineType, max: 20},
		{Code: "owner", Type: sheet.LineType, words: "account owner|sales agent|销售|客户经理|归属人|所有人|跟进人"},
		{Code: "tags", Type: sheet.LineType, max: 1000, words: "labels|tag|标记"},
		{
			Code:  "about",
			Type:  sheet.TextType,
			max:   4000,
			words: "note|notes|remark|remarks|description|备注|说明|描述",
		},
		{Code: "external_id", Type: sheet.LineType, words: "id|account id|customer id|客户编号|编号|客户编码"},
	}
	contactFields = []ImportField{
		{
			Code:     "name",
			Type:     sheet.LineType,
			Required: true,
			words:    "contact|contact name|full name|联系人|联系人姓名",
		},
		{
			Code:  "account",
			Type:  sheet.CompanyType,
			words: "account name|company|company name|customer|客户名称|公司|公司名称|单位|单位名称",
		},
		{Code: "title", Type: sheet.LineType, words: "job title|position|职位|岗位|头衔"},
		{Code: "department", Type: sheet.LineType, words: "dept|部门名称|科室|处室"},
		{Code: "level_rank", Type: sheet.IntegerType, low: 1, high: 5, words: "level|seniority|职级"},
		{Code: "phone", Type: sheet.PhoneType, max: 255, words: "mobile|tel|telephone|cell|电话|联系电话|手机号|手机号码"},
		{Code: "email", Type: sheet.EmailType, max: 255, words: "e-mail|mail|email address|电子邮件|电子邮箱|邮件"},
		{Code: "reports_to", Type: sheet.LineType, words: "manager|boss|汇报对象|上级|直属上级"},
		{Code: "about", Type: sheet.TextType, max: 4000, words: "note|notes|remark|description|说明|简介"},
		{Code: "external_id", Type: sheet.LineType, words: "id|contact id|联系人编号|编号"},
	}
	dealFields = []ImportField{
		{
			Code:  "name",
			Type:  sheet.LineType,
			words: "名称|deal|opportunity|opportunity name|project|商机|项目|项目名称|机会名称|销售机会",
		},
		{
			Code:  "account",
			Type:  sheet.CompanyType,
			words: "account name|company|customer|客户名称|公司|公司名称|单位名称|甲方|最终客户",
		},
		{
			Code:  "owner",
			Type:  sheet.LineType,
			words: "sales agent|salesperson|sales rep|rep|销售|销售员|业务员|客户经理|跟进人",
		},
		{Code: "product", Type: sheet.LineType, words: "product name|产品名称|型号"},
		{Code: "amount", Type: sheet.AmountType,
			words: "value|deal value|close value|deal size|estimated amount|预计金额|合同金额|商机金额|项目金额|预算|预算金额"},
		{Code: "currency", Type: sheet.LineType, max: 20},
		{
			Code:  "stage",
			Type:  sheet.ChoiceType,
			words: "deal stage|status|sales stage|state|状态|销售阶段|商机阶段|商机状态|项目阶段",
		},
		{Code: "stage_entered_on", Type: sheet.DateType, words: "stage date|stage since"},
		{
			Code:  "engaged_on",
			Type:  sheet.DateType,
			words: "engage date|created|create date|start date|创建日期|创建时间|立项日期|接触日期",
		},
		{Code: "expected_close", Type: sheet.DateType,
			words: "close by|expected close date|预计签约|预计成交日期|预计结单日期|签约日期|预计签单日期"},
		{Code: "closed_on", Type: sheet.DateType, words: "close date|closed date|won date|成交日期|结单日期|关单日期"},
		{Code: "next_action_on", Type: sheet.DateType, words: "next step date|follow up|下次跟进|回访|回访日期|下次联系"},
		{Code: "lost_to", Type: sheet.LineType, words: "competitor|winner|竞争对手|中标单位"},
		{
			Code:  "closed_reason",
			Type:  sheet.LineType,
			max:   2000,
			words: "loss reason|lost reason|reason|丢单原因|输单原因|原因",
		},
		{
			Code:  "note",
			Type:  sheet.TextType,
			max:   20000,
			words: "notes|remark|remarks|comment|comments|description|说明|描述",
		},
		{Code: "tags", Type: sheet.LineType, max: 1000, words: "labels|tag|标记"},
		{Code: "external_id", Type: sheet.LineType, words: "id|opportunity id|deal id|商机编号|项目编号|编号"},
	}
	companyFields = []ImportField{
		{Code: "account.industry", Type: sheet.LineType, max: 100, words: "industry|sector|行业|所属行业"},
		{Code: "account.region", Type: sheet.LineType, max: 100, words: "city|region|province|城市|地区|区域|省份"},
		{Code: "account.credit_code", Type: sheet.CreditCodeType, max: 18, words: "统一社会信用代码|信用代码|税号"},
		{Code: "account.phone", Type: sheet.PhoneType, max: 100, words: "公司电话|座机|总机"},
		{Code: "account.website", Type: sheet.LineType, words: "website|网站|官网"},
		{Code: "account.address", Type: sheet.LineType, max: 500, words: "address|地址"},
		{Code: "account.external_id", Type: sheet.LineType, words: "account id|customer id|客户编号|客户编码"},
	}
	personFields = []ImportField{
		{Code: "contact.name", Type: sheet.LineType, words: "contact|contact name|联系人|联系人姓名|对接人"},
		{Code: "contact.title", Type: sheet.LineType, words: "job title|职位|职务"},
		{Code: "contact.phone", Type: sheet.PhoneType, max: 255, words: "mobile|phone|cell|手机|手机号|手机号码|电话"},
		{Code: "contact.email", Type: sheet.EmailType, max: 255, words: "email|e-mail|邮箱|电子邮箱"},
	}
)

// knownHeader tells whether a header means a field of the kind.
func knownHeader(k ImportKind) func(string) bool {
	all := map[string]bool{}
	for _, f := range ImportFields(k) {
		for _, n := range f.names(k) {
			all[n] = true
		}
	}
	return func(header string) bool { return all[headerKey(header)] }
}
