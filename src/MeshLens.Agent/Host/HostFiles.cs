using System.IO.Enumeration;
using System.Runtime.InteropServices;
using System.Text;

namespace MeshLens.Agent.Host;

/// <summary>The real files. Inside a container that mounts the host's tree somewhere, <paramref name="root"/> is that place.</summary>
internal sealed class HostFiles(string root = "") : IHostFiles
{
    private static readonly EnumerationOptions Everything = new()
    {
        AttributesToSkip = 0,
        IgnoreInaccessible = true,
        ReturnSpecialDirectories = false,
    };

    public int Read(string path, Span<byte> buffer)
    {
        var descriptor = Open(path);
        if (descriptor < 0)
        {
            return -1;
        }

        try
        {
            return ReadAll(descriptor, buffer);
        }
        finally
        {
            _ = LibC.Close(descriptor);
        }
    }

    public ulong Inode(string path) => LibC.Inode(LibC.CurrentDirectory, root + path, flags: 0);

    public string? Link(string path)
    {
        Span<byte> target = stackalloc byte[512];
        var length = LibC.ReadLink(root + path, target, (nuint)target.Length);
        return length < 0 ? null : Encoding.UTF8.GetString(target[..(int)length]);
    }

    public int Open(string path)
    {
        var descriptor = LibC.Open(root + path, LibC.ReadOnly | LibC.CloseOnExec);
        return descriptor >= 0 ? descriptor : -Marshal.GetLastPInvokeError();
    }

    public IEnumerable<string> Entries(string directory) => List(directory, static (ref FileSystemEntry _) => true);

    public IEnumerable<string> Directories(string directory) =>
        List(directory, static (ref FileSystemEntry entry) => entry.IsDirectory);

    // The list is complete before anyone works with it: a directory of /proc may vanish while it is walked.
    private string[] List(string directory, FileSystemEnumerable<string>.FindPredicate wanted)
    {
        if (!Directory.Exists(root + directory))
        {
            return [];
        }

        try
        {
            return [.. new FileSystemEnumerable<string>(
                root + directory,
                static (ref FileSystemEntry entry) => entry.FileName.ToString(),
                Everything) { ShouldIncludePredicate = wanted }];
        }
        catch (IOException)
        {
            return [];
        }
        catch (UnauthorizedAccessException)
        {
            return [];
        }
    }

    // A /proc file may answer in pieces, and a read of a process that just died fails with ESRCH.
    private static int ReadAll(int descriptor, Span<byte> buffer)
    {
        var filled = 0;
        while (filled < buffer.Length)
        {
            var got = LibC.Read(descriptor, buffer[filled..], (nuint)(buffer.Length - filled));
            if (got <= 0)
            {
                return got < 0 && filled == 0 ? -1 : filled;
            }

            filled += (int)got;
        }

        return filled;
    }
}
