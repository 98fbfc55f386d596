using System.Text;

namespace Kernel.Tests.Agent;

/// <summary>Counts lines, for a reader on another thread.</summary>
internal sealed class LineCount : TextWriter
{
    private int _lines;

    public int Lines => Volatile.Read(ref _lines);

    public override Encoding Encoding => Encoding.UTF8;

    public override void Write(char value)
    {
        if (value == '\n')
        {
            Interlocked.Increment(ref _lines);
        }
    }
}
