using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Runtime.CompilerServices;

namespace LibBpfSharp.Tests;

public sealed class ReadmeTests
{
    [RootFact]
    public void Example_ListeningSocket_PrintsItsStates()
    {
        using var file = TestObject.File("example");
        var printed = new ConcurrentQueue<string>();
        var port = (ushort)LastingPort.Find();

        ReadmeExample.Run(file.Path, port, () => ListenOn(port, printed), printed.Enqueue);

        Assert.Equal(["StateChange { OldState = 7, NewState = 10 }", "StateChange { OldState = 10, NewState = 7 }", "went 2 ways, into LISTEN 1 times"], printed);
    }

    [Fact]
    public void Example_InReadme_IsTheCodeThatRuns()
    {
        var readme = File.ReadAllLines(Path.Combine(Root(), "src/LibBpfSharp/README.md"));
        var code = File.ReadAllLines(Path.Combine(Root(), "tests/LibBpfSharp.Tests/ReadmeExample.cs"));

        Assert.Equal(Between(code, "        // begin", "        // end").Select(Unindent), Between(readme, "```csharp", "```"));
    }

    /// <summary>CLOSE → LISTEN → CLOSE, and the records of it received.</summary>
    private static void ListenOn(ushort port, ConcurrentQueue<string> printed)
    {
        using (var listener = new TcpListener(IPAddress.Loopback, port))
        {
            listener.Start();
        }

        Assert.True(SpinWait.SpinUntil(() => printed.Count == 2, TimeSpan.FromMinutes(1)));
    }

    private static IEnumerable<string> Between(IEnumerable<string> lines, string first, string last) =>
        string.Join('\n', lines.SkipWhile(line => line != first).Skip(1).TakeWhile(line => line != last)).TrimEnd().Split('\n');

    private static string Unindent(string line) => line.Length >= 8 ? line[8..] : line;

    private static string Root([CallerFilePath] string file = "") => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(file)!, "../.."));
}
