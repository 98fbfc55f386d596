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
    public void Notes_OfWhatIsLost_SayHowMuch()
    {
        using var instruments = new AccessLogInstruments();
        instruments.CountUnknownAttributes(3);
        instruments.CountShed(AccessLogShed.Malformed, 5);
        instruments.CountShed(AccessLogShed.NotAnEnd, 7);

        Assert.Collection(
            new AccessLogNotes(instruments).Notes(),
            note => Assert.StartsWith("3 attributes of log records are read by nothing here", note, StringComparison.Ordinal),
            note => Assert.Equal("5 entries of access logs could not be read and are lost.", note));
    }
}
