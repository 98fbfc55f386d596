using MeshLens.Agent.Host;
using Microsoft.Win32.SafeHandles;

namespace MeshLens.Agent.NodeProxy;

/// <summary>Reads what is appended to one log, by its path, through rotations and truncations.</summary>
/// <remarks>
/// A renamed file is read to its end before the one that took its name, so nothing is lost where a log is rotated by renaming. One
/// that was cut in place is read from its beginning. Of a log that grows faster than it is read the newest part counts: the
/// rest is skipped and told. Files are looked at once a second, which costs two system calls for one that did not change.
/// </remarks>
internal sealed class LogTail(string path, bool fromStart) : IDisposable
{
    private const int Portion = 64 << 10;

    /// <summary>What may wait; more is skipped.</summary>
    public const long MostBehind = 8 << 20;

    private readonly byte[] _buffer = new byte[Portion];
    private readonly LogLines _lines = new();
    private SafeFileHandle? _file;
    private ulong _inode;
    private long _position;
    private bool _fromStart = fromStart;

    /// <summary>Bytes that were skipped.</summary>
    public ulong Skipped { get; private set; }

    /// <inheritdoc cref="LogLines.Broken"/>
    public ulong Broken => _lines.Broken;

    /// <summary>Reads on.</summary>
    /// <param name="budget">The most bytes to read.</param>
    /// <param name="take">Receives lines.</param>
    /// <returns>How many bytes were read.</returns>
    public long Read(long budget, LogLines.Take take)
    {
        var left = budget;
        while (left > 0 && (_file is not null || TryOpen()))
        {
            left -= ReadOpen(left, take);
            if (left <= 0 || !IsReplaced())
            {
                break;
            }

            Close();
        }

        return budget - left;
    }

    public void Dispose() => _file?.Dispose();

    // What began as the agent did is read from its end; what came later, from its beginning.
    private bool TryOpen()
    {
        try
        {
            _file = File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        }
        catch (Exception absent) when (absent is IOException or UnauthorizedAccessException)
        {
            // It is not there yet, or not ours to read: looked for again, and then all of it is new.
            _fromStart = true;
            return false;
        }

        _inode = InodeOf(_file);
        _position = _fromStart ? 0 : RandomAccess.GetLength(_file);
        if (_position > 0 && !IsAtLineStart())
        {
            _lines.SkipToNext();
        }

        _fromStart = true;
        return true;
    }

    private long ReadOpen(long budget, LogLines.Take take)
    {
        var length = RandomAccess.GetLength(_file!);
        if (length < _position)
        {
            _lines.Forget();
            _position = 0;
        }

        if (length - _position > MostBehind)
        {
            Skip(length - (MostBehind / 2));
        }

        var begun = _position;
        while (_position - begun < budget && RandomAccess.Read(_file!, _buffer, _position) is > 0 and var got)
        {
            _lines.Add(_buffer.AsSpan(0, got), take);
            _position += got;
        }

        return _position - begun;
    }

    private void Skip(long position)
    {
        Skipped += (ulong)(position - _position);
        _position = position;
        _lines.SkipToNext();
    }

    private bool IsAtLineStart() => RandomAccess.Read(_file!, _buffer.AsSpan(0, 1), _position - 1) == 1 && _buffer[0] == (byte)'\n';

    // While the new file is not there yet, more may come to the old one.
    private bool IsReplaced() => LibC.Inode(LibC.CurrentDirectory, path, flags: 0) is not 0 and var now && now != _inode;

    private void Close()
    {
        _file!.Dispose();
        _file = null;
        _lines.Forget();
    }

    private static ulong InodeOf(SafeFileHandle file) => LibC.Inode((int)file.DangerousGetHandle(), "", LibC.EmptyPath);
}
