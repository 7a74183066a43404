import ArgumentParser
@main struct ClubSync: ParsableCommand { func run() {} }
