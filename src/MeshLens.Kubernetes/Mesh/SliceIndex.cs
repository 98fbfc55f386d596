namespace MeshLens.Kubernetes.Mesh;

/// <summary>Endpoint slices by name, by service and by pod.</summary>
internal sealed class SliceIndex
{
    private readonly Dictionary<string, SliceFacts> _slices = new(StringComparer.Ordinal);
    private readonly Groups _byService = new();
    private readonly Groups _byPod = new();

    public IEnumerable<string> Keys => _slices.Keys;

    /// <summary>Puts a slice in place of the one before, or takes it out, and returns the one before.</summary>
    public SliceFacts? Put(string key, SliceFacts? slice)
    {
        if (_slices.Remove(key, out var before))
        {
            _byService.Remove(before.Service, key);
            foreach (var pod in before.Pods)
            {
                _byPod.Remove(pod, key);
            }
        }

        if (slice is not null)
        {
            _slices[key] = slice;
            _byService.Add(slice.Service, key);
            foreach (var pod in slice.Pods)
            {
                _byPod.Add(pod, key);
            }
        }

        return before;
    }

    public IEnumerable<SliceFacts> OfService(string service) => _byService.Of(service).Select(key => _slices[key]);

    public IEnumerable<SliceFacts> OfPod(string pod) => _byPod.Of(pod).Order(StringComparer.Ordinal).Select(key => _slices[key]);
}
