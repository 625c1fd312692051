using CampusPhoto.Domain.Common;
using MediatR;

namespace CampusPhoto.Application.Messaging;

/// <summary>A request that changes one aggregate in one transaction. Its handler may run more than once.</summary>
public interface ITransactional;

/// <summary>A transactional request that answers nothing.</summary>
public interface ICommand : IRequest<Result>, ITransactional;

/// <summary>A transactional request that answers <typeparamref name="T"/>.</summary>
public interface ICommand<T> : IRequest<Result<T>>, ITransactional;

/// <summary>
/// A request with a remote or long step between its commands. It runs outside any transaction and sends commands that
/// record the intent before the step and the outcome after it.
/// </summary>
public interface IProcess<T> : IRequest<Result<T>>;

/// <summary>A request that only reads.</summary>
public interface IQuery<T> : IRequest<Result<T>>;

/// <summary>A request whose first answer is kept for 24 hours under the caller's Idempotency-Key.</summary>
public interface IIdempotent;
