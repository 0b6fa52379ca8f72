package strategy

import "slices"

// Field is the code of a fact; its text is fact.<code> in the catalogue.
type Field string

// The fields that explain flags about people, with the form of their values.
const (
	FieldStage        Field = "stage"         // stage code
	FieldCompetition  Field = "competition"   // closed list Competition
	FieldHoldersEB    Field = "holders_eb"    // number
	FieldHoldersTB    Field = "holders_tb"    // number
	FieldHoldersUB    Field = "holders_ub"    // number
	FieldValidCoaches Field = "valid_coaches" // number
	FieldCoachRank    Field = "coach_rank"    // 1 to 5, the highest
	FieldNear         Field = "near"          // number of key persons
	FieldReceptive    Field = "receptive"     // number of persons in mode G or T
	FieldEBChangedAt  Field = "eb_changed_at" // date
	FieldRoles        Field = "roles"         // one fact per role
	FieldRoleVerified Field = "role_verified" // yes, no
	FieldInfluence    Field = "influence"     // H, M, L
	FieldSupport      Field = "support"       // -5 to 5
	FieldSupportDrop  Field = "support_drop"  // points
	FieldMode         Field = "mode"          // G, T, EK, OC
	FieldModeSet      Field = "mode_set"      // the same, set by the user
	FieldModeComputed Field = "mode_computed" // the same, from E, R and B
	FieldContact      Field = "contact"       // 0 to 4
	FieldLevelRank    Field = "level_rank"    // 1 to 5
	FieldCounterpart  Field = "counterpart"   // text
	FieldPlan         Field = "plan"          // text
	FieldLast         Field = "last"          // date
	FieldJoinedAt     Field = "joined_at"     // date
	FieldLeftAt       Field = "left_at"       // date
	FieldMovedPostAt  Field = "moved_post_at" // date
	FieldThreatened   Field = "threatened"    // yes, no
	FieldInsider      Field = "insider"       // yes, no
	FieldPromoter     Field = "promoter"      // yes, no
	FieldCredits      Field = "c1"            // yes, no
	FieldCredible     Field = "c2"            // yes, no
	FieldWantsUs      Field = "c3"            // yes, no
	FieldGroupCalls   Field = "group_calls"   // number in 30 days
	FieldAttendee     Field = "attendee"      // person's rank, subject the person
	FieldCoachAgreed  Field = "coach_agreed"  // yes, no
	FieldEvent        Field = "account_event" // closed list EventKind
	FieldSeenAt       Field = "last_seen"     // date
	FieldBody         Field = "external_body" // name; empty when unnamed
	FieldResults      Field = "result_count"  // number
	FieldWins         Field = "win_count"     // number
	FieldTies         Field = "ties"          // one fact per tie: name of the rival
)

// The fields that explain flags about needs, qualification and competition.
const (
	FieldNeedDocAt    Field = "need_doc_at"      // date
	FieldAssumedShare Field = "assumed_share"    // percent
	FieldGoalNeeds    Field = "goal_needs"       // number
	FieldCriteria     Field = "criteria"         // number
	FieldUnweighed    Field = "unweighed"        // number
	FieldKeyCriteria  Field = "key_criteria"     // number
	FieldProcurement  Field = "procurement_mode" // closed list Procurement
	FieldFeatured     Field = "featured"         // weight
	FieldIssuedAt     Field = "issued_at"        // date
	FieldFeedbackAt   Field = "feedback_at"      // date
	FieldWeakness     Field = "weakness"         // one fact per weakness: text
	FieldQ1           Field = "q1"               // yes, no, unknown
	FieldQ2           Field = "q2"               // yes, no, unknown
	FieldQ3           Field = "q3"               // yes, no, unknown
	FieldQ4           Field = "q4"               // yes, no, unknown
	FieldScore        Field = "score20"          // 0 to 20
	FieldVeto         Field = "veto"             // item
	FieldMoney        Field = "man_m"            // yes, no, unknown
	FieldAuthority    Field = "man_a"            // yes, no, unknown
	FieldNeed         Field = "man_n"            // yes, no, unknown
	FieldBudget       Field = "budget_status"    // closed list BudgetStatus
	FieldApproval     Field = "approval_status"  // closed list Approval
	FieldFit          Field = "ideal_fit"        // percent
	FieldGrade        Field = "grade"            // A to D
	FieldCost         Field = "cost_to_date"     // money
	FieldCostBudget   Field = "cost_budget"      // money
	FieldExpected     Field = "expected_value"   // money
	FieldCloseAt      Field = "expected_close"   // date
	FieldUrgency      Field = "urgency"          // closed list Urgency
	FieldRivals       Field = "rivals"           // number
	FieldHome         Field = "home"             // closed list Home
	FieldFirstSeenAt  Field = "first_seen_at"    // date
	FieldLastIntelAt  Field = "last_intel_at"    // date
	FieldEntry        Field = "entry_timing"     // closed list EntryTiming
	FieldInformed     Field = "informed"         // percent
	FieldCompanion    Field = "companion_sign"   // one fact per sign: closed list CompanionSign
	FieldPriceCut     Field = "price_cut"        // percent
	FieldReviewAt     Field = "change_review_at" // date of the last one
)

// The fields that explain flags about process, resources and money.
const (
	FieldStageDays       Field = "stage_days"        // number
	FieldTypicalDays     Field = "typical_days"      // number
	FieldOverride        Field = "override"          // one fact per criterion: code
	FieldBuyerStage      Field = "buyer_stage"       // B1 to B7
	FieldNextAt          Field = "next_at"           // date of the next thing planned
	FieldReason          Field = "vbr"               // text
	FieldGoalMin         Field = "goal_min"          // text
	FieldCommitment      Field = "commitment"        // one fact per call: closed list Commitment
	FieldTrigger         Field = "trigger"           // one fact per call or action: closed list Trigger
	FieldTemperature     Field = "temperature"       // 0 to 100
	FieldHealth          Field = "dhi"               // 0 to 100
	FieldSlot            Field = "sso_slot"          // one fact per empty slot: when, quantity …
	FieldSSOChangedAt    Field = "sso_changed_at"    // date
	FieldRolesReviewedAt Field = "roles_reviewed_at" // date
	FieldBooking         Field = "booking"           // closed list ResourceKind
	FieldBriefed         Field = "briefed"           // yes, no
	FieldAimless         Field = "aimless_bookings"  // number
	FieldMapShared       Field = "map_shared"        // yes, no
	FieldPages           Field = "pages"             // number
	FieldSummary         Field = "summary"           // yes, no
	FieldSimilarity      Field = "similarity"        // percent
	FieldDeadlineAt      Field = "deadline_at"       // date
	FieldDocument        Field = "document"          // name
	FieldQuoteTotal      Field = "quote_total"       // money
	FieldQuoteFloor      Field = "quote_floor"       // money
	FieldViolation       Field = "violation"         // one fact per violation: NG-01 to NG-15
	FieldOverdue         Field = "overdue_days"      // number
	FieldReceived        Field = "received"          // money
	FieldPlannedAt       Field = "planned_at"        // date
	FieldAcceptedAt      Field = "accepted_at"       // date
	FieldSatisfactionAt  Field = "satisfaction_at"   // date of the last one
)

// Fields lists the fields that the rules point at, each once, in the rules' order.
func Fields() []Field {
	var out []Field
	for _, fam := range families {
		for _, r := range fam.rules {
			out = append(out, r.facts...)
		}
	}
	seen := map[Field]bool{}
	return slices.DeleteFunc(out, func(f Field) bool {
		again := seen[f]
		seen[f] = true
		return again
	})
}
