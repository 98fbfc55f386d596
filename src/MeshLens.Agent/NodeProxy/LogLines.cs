namespace MeshLens.Agent.NodeProxy;

/// <summary>Cuts what is read of a log into lines, and puts together what a container runtime cut apart.</summary>
internal sealed class LogLines
{
    private readonly LineBuffer _rest = new();
    private readonly LineBuffer _output = new();
    private readonly LineBuffer _error = new();
    private bool _skips;

    /// <summary>Receives a whole line as the proxy wrote it.</summary>
    public delegate void Take(ReadOnlySpan<byte> line);

    /// <summary>Lines that were too long, or never ended.</summary>
    public ulong Broken => _rest.Dropped + _output.Dropped + _error.Dropped;

    public void Add(ReadOnlySpan<byte> read, Take take)
    {
        while (read.IndexOf((byte)'\n') is >= 0 and var end)
        {
            AddEnd(read[..end], take);
            read = read[(end + 1)..];
        }

        if (!_skips)
        {
            _rest.Append(read);
        }
    }

    /// <summary>What follows begins within a line, of which the beginning was not read.</summary>
    public void SkipToNext()
    {
        Forget();
        _skips = true;
    }

    /// <summary>What was begun will not be ended: the file was cut, or ended within a line.</summary>
    public void Forget()
    {
        _rest.Drop();
        _output.Drop();
        _error.Drop();
        _skips = false;
    }

    private void AddEnd(ReadOnlySpan<byte> end, Take take)
    {
        if (_skips)
        {
            _skips = false;
        }
        else if (_rest.IsEmpty)
        {
            AddLine(end, take);
        }
        else
        {
            _rest.Append(end);
            if (_rest.TryTake(out var line))
            {
                AddLine(line, take);
            }
        }
    }

    private void AddLine(ReadOnlySpan<byte> written, Take take)
    {
        var line = CriLine.Read(written);
        var parts = line.IsError ? _error : _output;
        if (!line.IsPart && parts.IsEmpty)
        {
            take(line.Content);
            return;
        }

        parts.Append(line.Content);
        if (!line.IsPart && parts.TryTake(out var whole))
        {
            take(whole);
        }
    }
}
