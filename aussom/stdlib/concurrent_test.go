package stdlib_test

import "testing"

// spawn runs handlers in activities of their own.
const concurrentIncludes = "include concurrent;\ninclude timer;\ninclude sys;\n"

// TestConcurrentWaits tests spec 04e, 9: who waits, who is served, in what order.
func TestConcurrentWaits(t *testing.T) {
	runPrograms(t, concurrentIncludes, []programCase{
		{name: "a value is handed to the taker that waits longest", body: `
			q = new BlockingQueue();
			timer.after(0, ::taker, [q, "a"]);
			timer.after(0, ::taker, [q, "b"]);
			sys.sleep(10);
			q.put(1).put(2).put(3);
			c.log("put, left " + q.size());`,
			more: `public taker(e, d, a) { c.log(a[1] + " waits"); c.log(a[1] + " got " + a[0].take()); }`,
			want: "a waits | b waits | put, left 1 | a got 1 | b got 2"},
		{name: "a value that was handed over cannot be taken by another one", body: `
			q = new BlockingQueue();
			timer.after(0, ::taker, q);
			sys.sleep(10);
			q.put("x");
			c.log(q.poll());
			c.log(q.size());`,
			more: `public taker(e, d, a) { c.log("got " + a.take()); }`,
			want: "null | 0 | got x"},
		{name: "putters get in, in order, when there is room", body: `
			q = new BlockingQueue(1);
			q.put(0);
			timer.after(0, ::putter, [q, 1]);
			timer.after(0, ::putter, [q, 2]);
			sys.sleep(10);
			c.log("" + q.take() + q.take() + q.take() + q.size());`,
			more: `public putter(e, d, a) { c.log("put " + a[1]); a[0].put(a[1]); c.log("in " + a[1]); }`,
			want: "put 1 | put 2 | 0120 | in 1 | in 2"},
		{name: "clear lets putters in", body: `
			q = new BlockingQueue(2);
			q.put(0).put(0);
			for (i = 1; i < 4; i++) { timer.after(0, ::putter, [q, i]); }
			sys.sleep(10);
			c.log(q.clear().size());
			c.log("" + q.take() + q.take() + q.take());`,
			more: `public putter(e, d, a) { a[0].put(a[1]); }`,
			want: "2 | 123"},
		{name: "an offer in time and one too late", body: `
			q = new BlockingQueue(1);
			q.put(0);
			timer.after(5, ::take, q);
			c.log(q.offer(1, 5000));
			c.log(q.offer(2, 5));
			c.log("" + q.take() + q.size());`,
			more: `public take(e, d, a) { c.log("take " + a.take()); }`,
			want: "take 0 | true | false | 10"},
		{name: "who gave up waiting is not served", body: `
			q = new BlockingQueue();
			timer.after(0, ::early, q);
			timer.after(0, ::late, q);
			sys.sleep(40);
			q.put("x");`,
			more: `public early(e, d, a) { c.log(a.poll(5)); } public late(e, d, a) { c.log(a.poll(5000)); }`,
			want: "null | x"},
		{name: "permits are granted in order", body: `
			s = new Semaphore(0);
			timer.after(0, ::acquire, [s, "a"]);
			timer.after(0, ::acquire, [s, "b"]);
			sys.sleep(10);
			s.release();
			c.log("" + s.availablePermits() + s.tryAcquire());
			s.release().release();
			c.log(s.availablePermits());`,
			more: `public acquire(e, d, a) { c.log(a[1] + a[0].tryAcquire(5000)); }`,
			want: "0false | 1 | atrue | btrue"},
		{name: "a latch lets all go on", body: `
			l = new Latch(2);
			timer.after(0, ::waits, [l, "a"]);
			timer.after(0, ::waits, [l, "b"]);
			sys.sleep(10);
			l.countDown();
			sys.sleep(1);
			c.log("one left");
			l.countDown();
			c.log("none left");`,
			more: `public waits(e, d, a) { c.log(a[1] + a[0].await(5000)); }`,
			want: "one left | none left | atrue | btrue"},
		{name: "a lock belongs to an activity", body: `
			k = new Lock();
			timer.after(5, ::other, k);
			timer.after(5, ::third, k);
			c.log(k.withLock(::inside));
			c.log("main ends");`,
			more: `public inside() { c.log("in"); sys.sleep(40); return "out"; }
				public other(e, d, a) { c.log("other waits"); a.withLock(::has); }
				public has() { c.log("other has it"); sys.sleep(1); c.log("other leaves"); }
				public third(e, d, a) { c.log("third waits"); a.withLock(::hasToo); }
				public hasToo() { c.log("third has it"); }`,
			want: "in | other waits | third waits | out | main ends | other has it | other leaves | third has it"},
		{name: "a lock that does not come in time", body: `
			k = new Lock();
			timer.after(0, ::other, k);
			k.withLock(::inside);
			c.log(k.withLock(::fine, 0));`,
			more: `public inside() { sys.sleep(40); } public fine() { return "free"; }
				public other(e, d, a) {
					try { a.withLock(::fine, 5); } catch (x) { c.log(x.getId() + ": " + x.getText()); }
					try { a.withLock(::fine, 0); } catch (x) { c.log(x.getText()); }
				}`,
			want: "EXTERN_RUNTIME: Lock.withLock(): timed out after 5 ms waiting for the lock. Possible deadlock or a slow critical section. | " +
				"Lock.withLock(): timed out after 0 ms waiting for the lock. Possible deadlock or a slow critical section. | free"},
		{name: "an exception releases the lock", body: `
			k = new Lock();
			try { k.withLock(::outer); } catch (x) { c.log(x.getId() + " " + x.getText()); }
			timer.after(0, ::other, k);
			this.log = k;`,
			more: `public outer() { k = this.log; throw "oops"; }
				public other(e, d, a) { c.log(a.withLock(::fine, 0)); } public fine() { return "free"; }`,
			want: "EXTERN_RUNTIME oops | free"},
		{name: "taking where nobody can put", body: `
			q = new BlockingQueue(1);
			try { q.take(); } catch (x) { c.log(x.getId() + ": " + x.getText()); }
			q.put(1);
			try { q.put(2); } catch (x) { c.log(x.getText()); }
			c.log(q.poll(1) + " " + q.poll(1));`,
			want: "EXTERN_RUNTIME: BlockingQueue.take(): interrupted while waiting for a value. | " +
				"BlockingQueue.put(): interrupted while waiting for space. | 1 null"},
		{name: "the longest wait ends first when nothing can end one", body: `
			q = new BlockingQueue();
			timer.after(0, ::taker, q);
			try { q.take(); } catch (x) { c.log("main is interrupted"); q.put("help"); }`,
			more: `public taker(e, d, a) { c.log("got " + a.take()); }`,
			want: "main is interrupted | got help"},
		{name: "a queue of many", body: `
			q = new BlockingQueue(3);
			timer.after(0, ::produce, q);
			sum = 0;
			for (i = 0; i < 1000; i++) { sum += q.take(); }
			c.log(sum + " " + q.size());`,
			more: `public produce(e, d, a) { for (i = 0; i < 1000; i++) { a.put(i); } }`,
			want: "499500 0"},
	})
}

// TestConcurrentValues tests what the conformance programs leave out.
func TestConcurrentValues(t *testing.T) {
	runPrograms(t, concurrentIncludes, []programCase{
		{name: "equal scalars match", body: `
			r = new AtomicRef(5);
			c.log("" + r.compareAndSet(5.0, 0) + r.compareAndSet(5, "a") + r.compareAndSet("a", true) + r.compareAndSet(true, 1.5) + r.compareAndSet(1.5, null) + r.get());`,
			want: "falsetruetruetruetruenull"},
		{name: "a capacity has 32 bits", body: `
			q = new BlockingQueue(4294967297);
			c.log("" + q.offer(1) + q.offer(2));`, want: "truefalse"},
		{name: "a latch below zero", body: `
			try { new Latch(-1); } catch (x) { c.log(x.getId() + ": " + x.getText()); }`,
			want: "EXTERN_INVOCATION_TARGET_EXCEPTION: External call, invocation target exception for method 'newLatch', " +
				"the external method threw an uncaught exception: count < 0"},
		{name: "classes that extend", body: `q = new named(); q.put(1); c.log(q.take() + q.name);`,
			more: `} class named : BlockingQueue { public name = "n"; public named() { }`, want: "1n"},
	})
}
