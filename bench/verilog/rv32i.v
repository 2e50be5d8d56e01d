// RV32I in three stages with its memory and a program that never ends, as designs/rv32i.ts.

module rv32i (
  input  wire        clk,
  input  wire        rst,
  output wire [31:0] fetch_address,
  output wire        fetch_enable,
  input  wire [31:0] fetch_word,
  output wire [31:0] data_address,
  output wire        data_load,
  output reg  [3:0]  data_strobe,
  output reg  [31:0] data_write,
  input  wire [31:0] data_read,
  output reg         halted,
  output wire        retired_valid,
  output wire [31:0] retired_pc,
  output wire [4:0]  retired_rd,
  output wire [31:0] retired_value
);
  localparam LOAD = 7'h03, FENCE = 7'h0f, OP_IMM = 7'h13, AUIPC = 7'h17, STORE = 7'h23, OP = 7'h33,
             LUI = 7'h37, BRANCH = 7'h63, JALR = 7'h67, JAL = 7'h6f;

  reg [31:0] regs [0:31];
  integer i;
  initial begin
    for (i = 0; i < 32; i = i + 1) regs[i] = 0;
    x_pc = 0;
    w_pc = 0;
    w_result = 0;
    w_load = 0;
    w_kind = 0;
    w_offset = 0;
  end

  // Pipeline: x executes, w writes back.
  reg [31:0] fetch_pc;
  reg        x_valid;
  reg [31:0] x_pc;
  reg        w_valid;
  reg [31:0] w_pc;
  reg [4:0]  w_rd;
  reg [31:0] w_result;
  reg        w_load;
  reg [2:0]  w_kind;
  reg [1:0]  w_offset;

  // Write back.
  wire [15:0] half = w_offset[1] ? data_read[31:16] : data_read[15:0];
  wire [7:0] byte_ = w_offset[0] ? half[15:8] : half[7:0];
  reg [31:0] w_value;
  always @* begin
    w_value = w_result;
    if (w_load)
      case (w_kind)
        3'd0: w_value = {{24{byte_[7]}}, byte_};
        3'd1: w_value = {{16{half[15]}}, half};
        3'd4: w_value = {24'b0, byte_};
        3'd5: w_value = {16'b0, half};
        default: w_value = data_read;
      endcase
  end

  always @(posedge clk)
    if (w_valid && w_rd != 0) regs[w_rd] <= w_value;

  // Decode.
  wire [6:0] opcode = fetch_word[6:0];
  wire [4:0] rd = fetch_word[11:7];
  wire [2:0] kind = fetch_word[14:12];
  wire [4:0] rs1 = fetch_word[19:15];
  wire [4:0] rs2 = fetch_word[24:20];

  reg [31:0] imm;
  always @*
    case (opcode)
      LUI, AUIPC: imm = {fetch_word[31:12], 12'b0};
      STORE: imm = {{20{fetch_word[31]}}, fetch_word[31:25], fetch_word[11:7]};
      BRANCH: imm = {{20{fetch_word[31]}}, fetch_word[7], fetch_word[30:25], fetch_word[11:8], 1'b0};
      JAL: imm = {{12{fetch_word[31]}}, fetch_word[19:12], fetch_word[20], fetch_word[30:21], 1'b0};
      default: imm = {{20{fetch_word[31]}}, fetch_word[31:20]};
    endcase

  // Operands, with forwarding from write back; the value of a load comes too late for that.
  wire hit1 = w_rd != 0 && w_rd == rs1;
  wire hit2 = w_rd != 0 && w_rd == rs2;
  wire [31:0] a = hit1 ? w_result : regs[rs1];
  wire [31:0] b = hit2 ? w_result : regs[rs2];
  wire stall = x_valid && w_load && (hit1 || hit2);
  wire execute = x_valid && !stall;

  // Arithmetic.
  wire is_op = opcode == OP;
  wire alternate = fetch_word[30] && (is_op || kind == 3'd5);
  wire [31:0] operand = is_op ? b : imm;
  reg [31:0] alu;
  always @*
    case (kind)
      3'd0: alu = alternate ? a - operand : a + operand;
      3'd1: alu = a << operand[4:0];
      3'd2: alu = $signed(a) < $signed(operand);
      3'd3: alu = a < operand;
      3'd4: alu = a ^ operand;
      3'd5: alu = $signed({alternate & a[31], a}) >>> operand[4:0];
      3'd6: alu = a | operand;
      3'd7: alu = a & operand;
    endcase

  reg condition;
  always @* begin
    case (kind[2:1])
      2'd2: condition = $signed(a) < $signed(b);
      2'd3: condition = a < b;
      default: condition = a == b;
    endcase
    condition = condition ^ kind[0];
  end

  wire [31:0] relative = x_pc + imm;
  wire [31:0] address = a + imm;

  reg [31:0] result, target;
  reg writes, load, store, stop, jump;
  always @* begin
    result = alu;
    target = relative;
    writes = 1;
    load = 0;
    store = 0;
    stop = 0;
    jump = 0;
    case (opcode)
      OP, OP_IMM: ;
      LUI: result = imm;
      AUIPC: result = relative;
      LOAD: load = 1;
      STORE: begin
        store = 1;
        writes = 0;
      end
      BRANCH: begin
        jump = condition;
        writes = 0;
      end
      JAL: begin
        jump = 1;
        result = fetch_pc;
      end
      JALR: begin
        jump = 1;
        target = {address[31:1], 1'b0};
        result = fetch_pc;
      end
      FENCE: writes = 0;
      default: begin
        stop = 1;
        writes = 0;
      end
    endcase
  end

  // Next state.
  wire advance = !stall && !halted;
  always @(posedge clk)
    if (rst) begin
      halted <= 0;
      fetch_pc <= 0;
      x_valid <= 0;
      w_valid <= 0;
      w_rd <= 0;
    end else begin
      if (advance) begin
        x_valid <= !(execute && (jump || stop));
        fetch_pc <= execute && jump ? target : fetch_pc + 4;
      end
      if (execute && stop) halted <= 1;
      w_valid <= execute;
      w_rd <= execute && writes ? rd : 5'd0;
    end

  always @(posedge clk) begin
    if (advance) x_pc <= fetch_pc;
    if (execute) begin
      w_pc <= x_pc;
      w_result <= result;
      w_load <= load;
      w_kind <= kind;
      w_offset <= address[1:0];
    end
  end

  // Memory.
  assign fetch_address = fetch_pc;
  assign fetch_enable = advance;
  assign data_address = address;
  assign data_load = execute && load;
  always @* begin
    data_strobe = 0;
    data_write = b;
    case (kind[1:0])
      2'd0: data_write = {4{b[7:0]}};
      2'd1: data_write = {2{b[15:0]}};
      default: ;
    endcase
    if (execute && store)
      case (kind[1:0])
        2'd0: data_strobe = 4'b0001 << address[1:0];
        2'd1: data_strobe = 4'b0011 << {address[1], 1'b0};
        default: data_strobe = 4'b1111;
      endcase
  end

  assign retired_valid = w_valid;
  assign retired_pc = w_pc;
  assign retired_rd = w_rd;
  assign retired_value = w_value;
endmodule

module rv32i_bench (
  input  wire        clk,
  input  wire        rst,
  output reg  [31:0] checksum
);
  wire [31:0] fetch_address, data_address, data_write;
  wire fetch_enable, data_load, halted;
  wire [3:0] data_strobe;
  wire retired_valid;
  wire [31:0] retired_pc, retired_value;
  wire [4:0] retired_rd;

  reg [31:0] ram [0:1023];
  reg [31:0] fetch_word, data_read;

  rv32i core (
    .clk(clk),
    .rst(rst),
    .fetch_address(fetch_address),
    .fetch_enable(fetch_enable),
    .fetch_word(fetch_word),
    .data_address(data_address),
    .data_load(data_load),
    .data_strobe(data_strobe),
    .data_write(data_write),
    .data_read(data_read),
    .halted(halted),
    .retired_valid(retired_valid),
    .retired_pc(retired_pc),
    .retired_rd(retired_rd),
    .retired_value(retired_value)
  );

  always @(posedge clk) begin
    if (fetch_enable) fetch_word <= ram[fetch_address[11:2]];
  end

  always @(posedge clk) begin
    if (data_load) data_read <= ram[data_address[11:2]];
    if (data_strobe[0]) ram[data_address[11:2]][7:0] <= data_write[7:0];
    if (data_strobe[1]) ram[data_address[11:2]][15:8] <= data_write[15:8];
    if (data_strobe[2]) ram[data_address[11:2]][23:16] <= data_write[23:16];
    if (data_strobe[3]) ram[data_address[11:2]][31:24] <= data_write[31:24];
  end

  always @(posedge clk)
    if (rst) checksum <= 0;
    else checksum <= {checksum[30:0], checksum[31]} ^ (retired_valid ? retired_value ^ retired_pc : 32'd0);

  // The words of examples/rv32i/program/workload.ts.
  integer i;
  initial begin
    fetch_word = 0;
    data_read = 0;
    for (i = 0; i < 1024; i = i + 1) ram[i] = 0;
    ram[0] = 32'h00001437;
    ram[1] = 32'h80040413;
    ram[2] = 32'h000014b7;
    ram[3] = 32'h90048493;
    ram[4] = 32'h00001937;
    ram[5] = 32'ha0090913;
    ram[6] = 32'h000019b7;
    ram[7] = 32'hc0098993;
    ram[8] = 32'h00000a13;
    ram[9] = 32'h12345537;
    ram[10] = 32'h67850513;
    ram[11] = 32'h01c000ef;
    ram[12] = 32'h044000ef;
    ram[13] = 32'h080000ef;
    ram[14] = 32'h0bc000ef;
    ram[15] = 32'hfffa0a13;
    ram[16] = 32'hfe0a16e3;
    ram[17] = 32'h00000073;
    ram[18] = 32'h00040293;
    ram[19] = 32'h00d51313;
    ram[20] = 32'h00654533;
    ram[21] = 32'h01155313;
    ram[22] = 32'h00654533;
    ram[23] = 32'h00551313;
    ram[24] = 32'h00654533;
    ram[25] = 32'h00a2a023;
    ram[26] = 32'h00428293;
    ram[27] = 32'hfe92e0e3;
    ram[28] = 32'h00008067;
    ram[29] = 32'h00040293;
    ram[30] = 32'hedb883b7;
    ram[31] = 32'h32038393;
    ram[32] = 32'h0002c303;
    ram[33] = 32'h00654533;
    ram[34] = 32'h00800e13;
    ram[35] = 32'h00157e93;
    ram[36] = 32'h41d00eb3;
    ram[37] = 32'h007efeb3;
    ram[38] = 32'h00155513;
    ram[39] = 32'h01d54533;
    ram[40] = 32'hfffe0e13;
    ram[41] = 32'hfe0e14e3;
    ram[42] = 32'h00128293;
    ram[43] = 32'hfc92eae3;
    ram[44] = 32'h00008067;
    ram[45] = 32'h00440293;
    ram[46] = 32'h0292f863;
    ram[47] = 32'h0002a303;
    ram[48] = 32'h00028393;
    ram[49] = 32'h00838c63;
    ram[50] = 32'hffc3ae03;
    ram[51] = 32'h01c35863;
    ram[52] = 32'h01c3a023;
    ram[53] = 32'hffc38393;
    ram[54] = 32'hfedff06f;
    ram[55] = 32'h0063a023;
    ram[56] = 32'h00428293;
    ram[57] = 32'hfd5ff06f;
    ram[58] = 32'h00241303;
    ram[59] = 32'h00654533;
    ram[60] = 32'h00008067;
    ram[61] = 32'h00090293;
    ram[62] = 32'h0002a023;
    ram[63] = 32'h00428293;
    ram[64] = 32'hff32ece3;
    ram[65] = 32'h00200293;
    ram[66] = 32'h00100e93;
    ram[67] = 32'h00590333;
    ram[68] = 32'h03337663;
    ram[69] = 32'h00030383;
    ram[70] = 32'h00039e63;
    ram[71] = 32'h00150513;
    ram[72] = 32'h00530e33;
    ram[73] = 32'h013e7863;
    ram[74] = 32'h01de0023;
    ram[75] = 32'h005e0e33;
    ram[76] = 32'hff5ff06f;
    ram[77] = 32'h00128293;
    ram[78] = 32'hfd5ff06f;
    ram[79] = 32'h00008067;
  end
endmodule
