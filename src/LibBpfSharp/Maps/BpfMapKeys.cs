using System.Collections;
using System.Runtime.CompilerServices;

namespace LibBpfSharp;

/// <summary>The keys of a map, enumerated without allocation.</summary>
public readonly struct BpfMapKeys<TKey> : IEnumerable<TKey>
    where TKey : unmanaged
{
    private readonly BpfMap _map;

    internal BpfMapKeys(BpfMap map) => _map = map;

    /// <summary>Begins at the first key.</summary>
    public Enumerator GetEnumerator() => new(_map);

    IEnumerator<TKey> IEnumerable<TKey>.GetEnumerator() => GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>Asks the kernel for one key after the other.</summary>
    public struct Enumerator : IEnumerator<TKey>
    {
        private readonly BpfMap _map;
        private TKey _current;
        private bool _started;

        internal Enumerator(BpfMap map) => _map = map;

        /// <inheritdoc/>
        public readonly TKey Current => _current;

        readonly object IEnumerator.Current => Current;

        /// <inheritdoc/>
        public bool MoveNext()
        {
            TKey next = default;
            ref var from = ref Unsafe.As<TKey, byte>(ref _current);
            var found = _map.TryNextKey(ref _started ? ref from : ref Unsafe.NullRef<byte>(), ref Unsafe.As<TKey, byte>(ref next));
            _started = true;
            _current = next;
            return found;
        }

        /// <inheritdoc/>
        public void Reset()
        {
            _started = false;
            _current = default;
        }

        /// <inheritdoc/>
        public readonly void Dispose()
        {
        }
    }
}
