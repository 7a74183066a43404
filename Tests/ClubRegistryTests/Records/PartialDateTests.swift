import ClubRegistry
import Testing

struct PartialDateTests {
    @Test(arguments: [
        ("1970-01-01", 0, 0), ("1970", 0, 364), ("1972-02", 761, 789), ("2000-03-01", 11017, 11017),
        ("2027-01-10T14:00", 20828, 20828), ("0001", -719_162, -718_798),
    ])
    func `a date covers all the days that it may mean`(iso: String, first: Int, last: Int) throws {
        let date = try PartialDate(iso: iso)
        #expect(date.firstDay == first)
        #expect(date.lastDay == last)
    }

    @Test func `days follow each other through four centuries`() throws {
        var next = try PartialDate(iso: "1897").firstDay
        for year in 1897...2301 {
            for month in 1...12 {
                for day in 1...31 {
                    guard let date = PartialDate(year: year, month: month, day: day) else {
                        continue
                    }
                    #expect(date.firstDay == next)
                    next += 1
                }
            }
        }
    }

    @Test func `parts cannot be skipped`() {
        #expect(PartialDate(year: 2027, day: 1) == nil)
        #expect(PartialDate(year: 2027, month: 1, minute: 0) == nil)
        #expect(PartialDate(year: 2027, month: 1, day: 1, minute: 1440) == nil)
    }
}
