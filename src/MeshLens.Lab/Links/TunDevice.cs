using System.Runtime.InteropServices;
using System.Text;
using MeshLens.Lab.Namespaces;
using MeshLens.Lab.Native;

namespace MeshLens.Lab.Links;

/// <summary>A TUN interface inside a namespace. It exists as long as this process holds its descriptor.</summary>
internal sealed class TunDevice : IDisposable
{
    private const nuint SetInterface = 0x400454ca; // TUNSETIFF
    private const int RequestBytes = 40; // struct ifreq
    private const int NameBytes = 16; // IFNAMSIZ
    private const short TunWithoutHeader = 0x0001 | 0x1000; // IFF_TUN | IFF_NO_PI

    private readonly Descriptor _descriptor;

    private TunDevice(string name, Descriptor descriptor)
    {
        Name = name;
        _descriptor = descriptor;
    }

    public string Name { get; }

    public int Handle => _descriptor.Value;

    public static TunDevice Create(NetworkNamespace owner, string name)
    {
        var device = owner.Run(() => Open(name));
        owner.Ip($"link set dev {name} addrgenmode none", $"link set dev {name} mtu 1500 txqueuelen 4096 up");
        return device;
    }

    public void Dispose() => _descriptor.Dispose();

    private static TunDevice Open(string name)
    {
        const int flags = Libc.OpenReadWrite | Libc.OpenNonBlocking | Libc.OpenCloseOnExec;
        var descriptor = Descriptor.Own(Libc.Open("/dev/net/tun", flags), "/dev/net/tun cannot be opened");
        Span<byte> request = stackalloc byte[RequestBytes];
        request.Clear();
        Encoding.ASCII.GetBytes(name, request[..(NameBytes - 1)]);
        MemoryMarshal.Write(request[NameBytes..], TunWithoutHeader);
        if (Libc.Ioctl(descriptor.Value, SetInterface, ref MemoryMarshal.GetReference(request)) == 0)
        {
            return new TunDevice(name, descriptor);
        }

        var failure = Libc.Failure($"The TUN device {name} cannot be created");
        descriptor.Dispose();
        throw failure;
    }
}
