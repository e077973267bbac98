// @ts-check
/** Steps that can be undone: a line of states and a place on it. @template T */
export class History {
  /** @param {T} start */
  constructor(start) {
    this.states = [start];
    this.place = 0;
  }
  get canUndo() {
    return this.place > 0;
  }
  get canRedo() {
    return this.place < this.states.length - 1;
  }
  /** A new state after this one; what was undone is gone. @param {T} state */
  add(state) {
    if (JSON.stringify(state) === JSON.stringify(this.states[this.place])) return;
    this.states.splice(this.place + 1, Infinity, state);
    this.place += 1;
  }
  /** @returns {T} */
  undo() {
    this.place = Math.max(0, this.place - 1);
    return this.states[this.place];
  }
  /** @returns {T} */
  redo() {
    this.place = Math.min(this.states.length - 1, this.place + 1);
    return this.states[this.place];
  }
}
