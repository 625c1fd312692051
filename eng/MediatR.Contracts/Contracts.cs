using System;
using System.Threading.Tasks;

namespace MediatR
{
    /// <summary>Marks any request that MediatR can send.</summary>
    public interface IBaseRequest { }

    /// <summary>A request without an answer.</summary>
    public interface IRequest : IBaseRequest { }

    /// <summary>A request answered by <typeparamref name="TResponse"/>.</summary>
    public interface IRequest<out TResponse> : IBaseRequest { }

    /// <summary>A request answered by a stream of <typeparamref name="TResponse"/>.</summary>
    public interface IStreamRequest<out TResponse> { }

    /// <summary>A message for any number of handlers.</summary>
    public interface INotification { }

    /// <summary>The value of a request that answers nothing.</summary>
    public readonly struct Unit : IEquatable<Unit>, IComparable<Unit>, IComparable
    {
        private static readonly Unit TheValue;

        /// <summary>The only value.</summary>
        public static ref readonly Unit Value => ref TheValue;

        /// <summary>A finished task that holds the only value.</summary>
        public static Task<Unit> Task { get; } = System.Threading.Tasks.Task.FromResult(TheValue);

        public int CompareTo(Unit other) => 0;

        int IComparable.CompareTo(object obj) => 0;

        public bool Equals(Unit other) => true;

        public override bool Equals(object obj) => obj is Unit;

        public override int GetHashCode() => 0;

        public override string ToString() => "()";

        public static bool operator ==(Unit left, Unit right) => true;

        public static bool operator !=(Unit left, Unit right) => false;
    }
}
