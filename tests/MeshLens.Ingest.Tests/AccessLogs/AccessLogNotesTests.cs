using MeshLens.Ingest.AccessLogs;

namespace MeshLens.Ingest.Tests.AccessLogs;

public sealed class AccessLogNotesTests
{
    [Fact]
    public void Notes_WhileAllIsWell_AreNone()
    {
        using var instruments = new AccessLogInstruments();
        instruments.CountReceived(10);
        instruments.CountTaken(10);

        Assert.Empty(new AccessLogNotes(instruments).Notes());
    }

    [Fact]
    public void Notes_OfWhatIsOddOrLost_SayHowMuch()
    {
        using var instruments = new AccessLogInstruments();
        instruments.CountOddities(unknownFlags: 3, future: 2);
        instruments.CountShed(AccessLogShed.Malformed, 5);
        instruments.CountShed(AccessLogShed.NotAnEnd, 7);

        Assert.Collection(
            new AccessLogNotes(instruments).Notes(),
            note => Assert.StartsWith("3 entries of access logs carry a flag", note, StringComparison.Ordinal),
            note => Assert.StartsWith("2 entries of access logs are dated", note, StringComparison.Ordinal),
            note => Assert.Equal("5 entries of access logs could not be read and are lost.", note));
    }
}
